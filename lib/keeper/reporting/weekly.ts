import * as v from 'valibot';
import type { Reported } from '../../contract/report';
import { log } from '../log';
import { toRefusal } from '../secret/service-faults';
import type { Message, Surroundings } from '../surroundings';
import { report } from './report';

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
const scheduledEventSchema = v.object({
  source: v.literal('aws.events'),
  'detail-type': v.literal('Scheduled Event'),
});

/** Whether EventBridge's schedule sends the event. Whoever sends one like it gets a message to the topic, and no more. */
export function looksLikeSchedule(event: unknown): boolean {
  return v.is(scheduledEventSchema, event);
}

/**
 * Tells the environment's topic what somebody should deal with; nothing where nothing is due.
 * @throws Error in words of our own, since Lambda logs it, where the secret could not be looked at or the topic not be told.
 */
export async function tellWeekly(surroundings: Surroundings, signal: AbortSignal): Promise<{ readonly told: number }> {
  try {
    const found = await report(surroundings, signal);
    if (found.length > 0) {
      await surroundings.publish(messageOf(found, surroundings.settings.ENVIRONMENT_NAME));
    }
    log({ operation: 'weekly', outcome: found.length > 0 ? 'told' : 'nothing-due', findings: found.length });
    return { told: found.length };
  } catch (error) {
    const { rule } = toRefusal(error, signal);
    log({ operation: 'weekly', outcome: 'refused', rule });
    throw new Error(`the weekly report failed (${rule})`);
  }
}

/** The message about what was found. */
export function messageOf(found: readonly Reported[], environment: string): Message {
  const doctor = `npx kaizencoach-secrets doctor ${environment}`;
  return {
    subject: `kAIzen Coach ${environment}: ${found.length} to deal with in the secret`.slice(0, 100),
    text: [
      `The weekly look at the secret of ${environment} found:`,
      ...found.map((each) => `- ${sentence(each)}`),
      '',
      `What to do about each: ${doctor}`,
    ].join('\n'),
  };
}

function sentence(found: Reported): string {
  switch (found.about) {
    case 'key':
      return `${found.name} is ${found.state}`;
    case 'age':
      return `${found.name} is ${found.days} days old and due for rotation`;
    case 'backup':
      return found.days === undefined
        ? 'no backup was ever handed out, as far as recorded'
        : `a backup was last handed out ${found.days} days ago`;
    case 'issuer':
      return `${found.issuer} refuses what it issued (${found.why})`;
    case 'secret':
      return `the secret could not be looked at (${found.rule})`;
  }
}
