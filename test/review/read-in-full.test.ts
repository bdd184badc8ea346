import { patched } from '../../lib/review/deployed/patched';
import { readLive } from '../../lib/review/deployed/readers';
import type { Reader } from '../../lib/review/deployed/reading';
import { deployedStack } from './deployed/deployed-stack';

const POLICY = { PolicyName: 'read', RoleName: 'role', PolicyDocument: { Statement: [] } };
const SUBSCRIPTION = { TopicArn: 'topic', Protocol: 'email', Endpoint: 'who@example.com' };
const DEPLOYED = deployedStack(
  { Topic: ['AWS::SNS::Topic', 'topic'] },
  {
    Resources: {
      Policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'read', Roles: ['role'], PolicyDocument: { Statement: [] } },
      },
      Subscription: { Type: 'AWS::SNS::Subscription', Properties: SUBSCRIPTION },
    },
  },
);

type Found = Awaited<ReturnType<Reader['read']>>;
const policies = (...properties: (typeof POLICY)[]): Found => ({
  extras: properties.map((each) => ({ type: 'AWS::IAM::RolePolicy', properties: each })),
  whole: ['AWS::IAM::Policy'],
});
const subscriptions = (...properties: (typeof SUBSCRIPTION)[]): Found => ({
  extras: properties.map((each) => ({ type: 'AWS::SNS::Subscription', properties: each })),
  whole: ['AWS::SNS::Subscription'],
});

test.each<[string, Found | undefined, Found | undefined, readonly string[]]>([
  ['all is there', policies(POLICY), subscriptions(SUBSCRIPTION), ['Policy', 'Subscription']],
  ['all is gone', policies(), subscriptions(), []],
  ['the subscription is gone', policies(POLICY), subscriptions(), ['Policy']],
  ['the policies could not be read', undefined, subscriptions(SUBSCRIPTION), ['Policy', 'Subscription']],
  ['the subscriptions could not be read', policies(POLICY), undefined, ['Policy', 'Subscription']],
  ['nothing could be read', undefined, undefined, ['Policy', 'Subscription']],
])('what was read in full, and nothing else, is taken to be gone: %s', async (_, one, other, left) => {
  const readers = [one, other].map(
    (found, index): Reader => ({
      what: `part ${index}`,
      read: async () => {
        if (found === undefined) {
          throw new Error('refused');
        }
        return found;
      },
    }),
  );
  const { Resources = {} } = patched(DEPLOYED, await readLive(DEPLOYED, readers));
  expect(Object.keys(Object(Resources))).toEqual(left);
});
