import * as v from 'valibot';
import type { InboxMessage } from './pages';

const ruleSchema = v.looseObject({ alert: v.string(), meaning: v.string(), who: v.string(), what: v.string() });
const alarmSchema = v.looseObject({
  AlarmName: v.string(),
  NewStateValue: v.string(),
  AlarmDescription: v.optional(v.string(), ''),
});

/** What a message says. */
export interface Told {
  /** Id of the detection, or the end of the alarm's name. */
  readonly alert: string;
  /** By which path it came; `other` where it is none of this project's messages. */
  readonly path: 'EventBridge' | 'log' | 'other';
  readonly text: string;
}

/** Reads a message of the alert topic: a rule's, an alarm's, or another's. */
export function told({ message, subject }: InboxMessage): Told {
  const parsed = json(message);
  const rule = v.safeParse(ruleSchema, parsed);
  if (rule.success) {
    const { alert, meaning, who, what } = rule.output;
    return { alert, path: 'EventBridge', text: `  ${meaning}\n  ${what} by ${who}` };
  }
  const alarm = v.safeParse(alarmSchema, parsed);
  if (alarm.success) {
    const { AlarmName, AlarmDescription } = alarm.output;
    return { alert: AlarmName.replace(/^.*-audit-/, ''), path: 'log', text: `  ${AlarmDescription}` };
  }
  return { alert: subject, path: 'other', text: `  ${message}` };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
