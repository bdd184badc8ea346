import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import * as v from 'valibot';
import { type ClientOptions, client } from './client-options';
import { serviceError } from './service-error';

const recordSchema = v.object({
  eventTime: v.string(),
  errorCode: v.optional(v.string()),
  errorMessage: v.optional(v.string(), ''),
  userIdentity: v.object({ arn: v.optional(v.string(), '') }),
  requestParameters: v.nullish(v.record(v.string(), v.unknown())),
});

/** The parts of a record that a verdict needs. They may name people and addresses: only verdicts are shown. */
export type TrailRecord = v.InferOutput<typeof recordSchema>;

/** CloudTrail's event history: 90 days of management events, which need no trail. */
export interface TrailRecords {
  /** Records of an operation, newest first, at most some hundreds. */
  of(operation: string, since?: Date): Promise<readonly TrailRecord[]>;
}

/** Pages of 50 at which to look; CloudTrail takes two requests a second. */
const PAGES = 6;

/** The service itself. */
export async function trailRecords(options: ClientOptions): Promise<TrailRecords> {
  const cloudTrail = await client((settings) => new CloudTrailClient(settings), options);
  return {
    of: async (operation, since) => {
      try {
        const found: TrailRecord[] = [];
        const asked = {
          LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: operation } as const],
          ...(since === undefined ? {} : { StartTime: since }),
        };
        let pages = 0;
        for await (const { Events = [] } of paginateLookupEvents({ client: cloudTrail, pageSize: 50 }, asked)) {
          found.push(...Events.flatMap(({ CloudTrailEvent = '{}' }) => parsed(CloudTrailEvent)));
          pages += 1;
          if (pages === PAGES) {
            break;
          }
        }
        return found;
      } catch (error) {
        throw serviceError(error, `looking for records of ${operation}`, 'cloudtrail:LookupEvents');
      }
    },
  };
}

function parsed(event: string): TrailRecord[] {
  const result = v.safeParse(recordSchema, JSON.parse(event));
  return result.success ? [result.output] : [];
}
