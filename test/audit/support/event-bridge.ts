import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Emulator, startEmulator } from '../../../emulator/emulator';
import { askEventRuler, hasJava } from './event-ruler';

const answerSchema = v.object({ Result: v.boolean() });

/**
 * Names of `patterns` that match, for each of `events`: by aws/event-ruler where there is Java, else by an emulator of its own,
 * which takes longer.
 */
export async function matchingPatterns(
  patterns: Readonly<Record<string, object>>,
  events: readonly object[],
): Promise<readonly (readonly string[])[]> {
  return hasJava() ? (await askEventRuler(patterns, events)).matches : askEmulator(patterns, events);
}

async function askEmulator(patterns: Readonly<Record<string, object>>, events: readonly object[]): Promise<string[][]> {
  const stateDir = mkdtempSync(join(tmpdir(), 'kaizencoach-events-'));
  let emulator: Emulator | undefined;
  try {
    emulator = await startEmulator({ stateDir });
    const { endpoint } = emulator;
    const matches: string[][] = [];
    for (const event of events) {
      const names: string[] = [];
      for (const [name, pattern] of Object.entries(patterns)) {
        if (await eventBridgeMatches(endpoint, pattern, event)) {
          names.push(name);
        }
      }
      matches.push(names);
    }
    return matches;
  } finally {
    await emulator?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Asks the EventBridge of the emulator at `endpoint` whether `pattern` matches `event`. */
export async function eventBridgeMatches(endpoint: string, pattern: object, event: object): Promise<boolean> {
  const credential = 'Credential=test/20260101/eu-west-1/events/aws4_request';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.TestEventPattern',
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
  });
  const answer = await response.text();
  if (!response.ok) {
    throw new Error(`EventBridge must take the pattern ${JSON.stringify(pattern)}, got ${answer}`);
  }
  return v.parse(answerSchema, JSON.parse(answer)).Result;
}
