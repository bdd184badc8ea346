import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../project-root';

const seenSchema = v.object({
  scenarios: v.array(
    v.object({
      id: v.string(),
      attempt: v.string(),
      /** Not an attack. */
      everyday: v.boolean(),
      outcome: v.string(),
      /** Ids of the detections that came by EventBridge. */
      immediate: v.array(v.string()),
      /** Ends of the names of the alarms that went off. */
      log: v.array(v.string()),
    }),
  ),
  access: v.array(v.object({ what: v.string(), tried: v.number(), otherwise: v.array(v.string()) })),
});

/** What a run of all attacks on the local AWS has shown. */
export type Seen = v.InferOutput<typeof seenSchema>;

/** Absolute path of the record of that run. */
export const SEEN_FILE = join(projectRoot(), 'docs', 'seen-on-the-local-aws.json');

/**
 * The recorded run. An end-to-end test proves that a run today says the same.
 * @throws Error where the file is missing or of another form.
 */
export function seen(): Seen {
  return v.parse(seenSchema, JSON.parse(readFileSync(SEEN_FILE, 'utf8')));
}
