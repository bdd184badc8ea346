import type { EventDetection } from './detection';

/** What EventBridge takes out of an event and puts into a message. */
export interface AlertMessage {
  readonly inputPathsMap: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * Fields of a record that a message may show. Request parameters are not among them, because they hold what the caller
 * sent; nor is the error message, which can quote it.
 */
const SHOWN = {
  who: '$.detail.userIdentity.arn',
  what: '$.detail.eventName',
  outcome: '$.detail.errorCode',
  from: '$.detail.sourceIPAddress',
  through: '$.detail.userIdentity.invokedBy',
  when: '$.detail.eventTime',
  region: '$.detail.awsRegion',
  record: '$.detail.eventID',
} as const;

/** Tags of the generation record: names of keys, when and how they were made. The keeper writes no value into them. */
const RECORDS = '$.detail.requestParameters.tags';

/** Id of the version that the keeper stores, which it makes itself: no value is in it. */
const VERSION = '$.detail.requestParameters.clientRequestToken';

/**
 * The message about `detection` in the environment called `environment`, as JSON, one member a line.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function alertMessage(environment: string, detection: EventDetection): AlertMessage {
  const { id, meaning, severity, procedure } = detection;
  const said = { alert: id, severity, environment, meaning, whatToDo: procedure[0], runbook: `docs/runbook.md#${id}` };
  const members = [
    ...Object.entries(said).map(([name, text]) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`),
    ...Object.keys(SHOWN).map((name) => `"${name}": "<${name}>"`),
    // Without quotes: EventBridge puts in an array as it is.
    ...(id === 'keeper-wrote' ? ['"keys": <keys>'] : []),
    ...(id === 'keeper-stored' ? ['"version": "<version>"'] : []),
  ];
  return {
    inputPathsMap: {
      ...SHOWN,
      ...(id === 'keeper-wrote' ? { keys: RECORDS } : {}),
      ...(id === 'keeper-stored' ? { version: VERSION } : {}),
    },
    inputTemplate: `{\n  ${members.join(',\n  ')}\n}`,
  };
}
