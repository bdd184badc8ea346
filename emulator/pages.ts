import * as v from 'valibot';
import { EmulatorError } from './errors';

const messageSchema = v.object({
  /** Counts all messages, from 1. */
  number: v.number(),
  /** Seconds since 1970, by the emulator's time. */
  at: v.number(),
  topic: v.string(),
  /** E-mail addresses that are subscribed. */
  to: v.array(v.string()),
  subject: v.string(),
  message: v.string(),
});

/** What a topic told. */
export type InboxMessage = v.InferOutput<typeof messageSchema>;

const sessionSchema = v.object({
  AWS_ACCESS_KEY_ID: v.string(),
  AWS_SECRET_ACCESS_KEY: v.string(),
  AWS_SESSION_TOKEN: v.string(),
});

/** The standard variables with a role's temporary credentials. */
export type SessionVariables = v.InferOutput<typeof sessionSchema>;

/** Of the last 500 messages of all topics those after number `after`, oldest first. */
export async function inbox(endpoint: string, after = 0): Promise<readonly InboxMessage[]> {
  const answer = await ask(endpoint, `inbox?after=${after}`);
  return v.parse(v.object({ messages: v.array(messageSchema) }), answer).messages;
}

/** Number of the last message; 0 where there is none. */
export async function lastMessage(endpoint: string): Promise<number> {
  return (await inbox(endpoint)).at(-1)?.number ?? 0;
}

/** Lets the emulator's time go forward, so that alarms and old versions age. */
export async function advance(endpoint: string, seconds: number): Promise<void> {
  await ask(endpoint, `advance?seconds=${seconds}`);
}

/**
 * Credentials of the role called `role`, without its path.
 * @throws EmulatorError where there is no such role.
 */
export async function sessionOf(endpoint: string, role: string, session: string): Promise<SessionVariables> {
  return v.parse(sessionSchema, await ask(endpoint, `session?${new URLSearchParams({ role, name: session })}`));
}

async function ask(endpoint: string, page: string): Promise<unknown> {
  const response = await fetch(`${endpoint}/_kaizencoach/${page}`, { method: 'POST' });
  const answer: unknown = await response.json();
  if (!response.ok) {
    throw new EmulatorError(
      `the local AWS refused ${page.replace(/\?.*/, '')}: ${JSON.stringify(answer)}`,
      'deploy what it asks for first: npm run local',
    );
  }
  return answer;
}
