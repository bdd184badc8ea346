import type { Deployed, Row } from '../scenario';
import { allowed, call, readValue } from '../steps';

/** Version of the contract with the keeper. */
const CONTRACT = 2;

/** A request to the keeper, as the operators' tool sends it. */
const CONSENTS = { importGenerated: false, invalidateGarminPasswords: false };
const ask =
  (request: object) =>
  ({ keeperFunction }: Deployed) =>
    call('lambda', 'invoke', {
      FunctionName: keeperFunction,
      Payload: JSON.stringify({ contract: CONTRACT, ...request }),
    });

/** Everyday life: nothing may come of it but notices. */
export const PEACE: readonly Row[] = [
  {
    id: 'app-starts',
    attempt: 'the app starts, and reads its secret with boto3',
    steps: [allowed('app', readValue)],
    heard: { immediate: [], log: [] },
  },
  {
    id: 'operator-asks',
    attempt: 'an operator asks for the state of the keys',
    steps: [allowed('operator', ask({ operation: 'status' }))],
    heard: { immediate: ['keeper-invoked'], log: [] },
  },
  {
    id: 'doctor-examines',
    attempt: 'an examination looks at the secret, its policy and the app’s role',
    steps: [
      allowed('doctor', ({ secretName }) => call('secretsmanager', 'describe_secret', { SecretId: secretName })),
      allowed('doctor', ({ secretName }) => call('secretsmanager', 'get_resource_policy', { SecretId: secretName })),
      allowed('doctor', ({ instanceRole }) => call('iam', 'get_role', { RoleName: instanceRole })),
      allowed('doctor', ({ topicArn }) => call('sns', 'list_subscriptions_by_topic', { TopicArn: topicArn })),
    ],
    heard: { immediate: [], log: [] },
  },
  {
    id: 'operator-populates',
    attempt: 'an operator sets the Strava client id',
    steps: [
      allowed('operator', (deployed) =>
        ask({
          operation: 'populate',
          requestId: 'fedcba9876543210',
          seenVersion: deployed.versionId,
          values: { STRAVA_CLIENT_ID: '12345' },
          consents: CONSENTS,
        })(deployed),
      ),
    ],
    heard: { immediate: ['keeper-invoked', 'keeper-stored', 'keeper-wrote'], log: [] },
  },
  {
    id: 'operator-backs-up',
    attempt: 'an operator has the document encrypted to the row’s recipients',
    steps: [allowed('operator', ask({ operation: 'backup' }))],
    heard: { immediate: ['keeper-invoked', 'keeper-wrote'], log: [] },
  },
  {
    id: 'operator-rotates',
    attempt: 'an operator has the Flask key drawn anew',
    steps: [
      allowed('operator', (deployed) =>
        ask({
          operation: 'rotate',
          requestId: '0123456789abcdef',
          seenVersion: deployed.versionId,
          keys: ['FLASK_SECRET_KEY'],
          consents: CONSENTS,
        })(deployed),
      ),
    ],
    heard: { immediate: ['keeper-invoked', 'keeper-stored', 'keeper-wrote'], log: [] },
  },
];
