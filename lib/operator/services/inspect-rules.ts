import { EventBridgeClient, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { type ClientOptions, client } from './client-options';
import { serviceError } from './service-error';

/** A rule of the default event bus. */
export interface Rule {
  readonly name: string;
  /** As EventBridge calls it; reads reach `HEARS_READS` only. */
  readonly state: string;
  /** It waits for a time, not for events. */
  readonly scheduled: boolean;
}

/** Lists the rules whose names begin so. */
export async function inspectRules(options: ClientOptions): Promise<(prefix: string) => Promise<readonly Rule[]>> {
  const events = await client((settings) => new EventBridgeClient(settings), options);
  return async (prefix) => {
    try {
      const found: Rule[] = [];
      let token: string | undefined;
      do {
        const { Rules = [], NextToken } = await events.send(
          new ListRulesCommand({ NamePrefix: prefix, ...(token === undefined ? {} : { NextToken: token }) }),
        );
        found.push(
          ...Rules.map(({ Name = '', State = 'of no state', EventPattern }) => ({
            name: Name,
            state: State,
            scheduled: EventPattern === undefined,
          })),
        );
        token = NextToken;
      } while (token !== undefined);
      return found;
    } catch (error) {
      throw serviceError(error, `listing the rules ${prefix}…`, 'events:ListRules');
    }
  };
}
