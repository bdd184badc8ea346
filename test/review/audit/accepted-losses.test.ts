import type { Loose } from '../../e2e/review/support/mutated';
import { type Change, foundAfter, foundUpon, set } from './judged';

const TOPIC_POLICY = 'AWS::SNS::TopicPolicy';
const BUCKET_POLICY = 'AWS::S3::BucketPolicy';
const LOG = 'AWS::Logs::LogGroup';

const without = (type: string, isMeant: (statement: Loose) => boolean) =>
  set(type, '', ({ PolicyDocument }) => {
    PolicyDocument.Statement = PolicyDocument.Statement.filter((statement: Loose) => !isMeant(statement));
  });
const denied = (type: string, statement: object) =>
  set(type, '', ({ PolicyDocument }) =>
    PolicyDocument.Statement.push({ Effect: 'Deny', Principal: '*', Resource: '*', ...statement }),
  );

const NOBODY_PUBLISHES = without(TOPIC_POLICY, ({ Effect }) => Effect === 'Allow');
const ALARMS_DENIED = denied(TOPIC_POLICY, {
  Principal: { Service: 'cloudwatch.amazonaws.com' },
  Action: 'sns:Publish',
});
const BUCKET_DENIED = denied(BUCKET_POLICY, { Action: 's3:*' });
const OTHER_ORGANISATIONS_DENIED = denied(BUCKET_POLICY, {
  Action: 's3:*',
  Condition: {
    StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-ours' },
    BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
  },
});
const CLOUDTRAIL_NOT_ALLOWED = without(BUCKET_POLICY, ({ Principal }) =>
  JSON.stringify(Principal).includes('cloudtrail.amazonaws.com'),
);
const TRACED = set('AWS::SNS::Topic', '', (properties) => Object.assign(properties, { TracingConfig: 'Active' }));
const kept = (part: string, days: number) =>
  set(LOG, part, (properties) => Object.assign(properties, { RetentionInDays: days }));

/** What is asked after `accepted` was accepted and more is changed. */
async function stillAsked(accepted: readonly Change[], more: readonly Change[]): Promise<string[]> {
  const known = (await foundAfter(...accepted)).map(({ fingerprint }) => fingerprint);
  expect(known).not.toEqual([]);
  const found = await foundAfter(...accepted, ...more);
  return found
    .filter(({ stops, fingerprint }) => stops !== 'shown' && !known.includes(fingerprint))
    .map(({ gate }) => gate);
}

test.each<[string, readonly Change[], readonly Change[]]>([
  ['a topic that is traced', [TRACED], [NOBODY_PUBLISHES]],
  ['a record that is kept for less time', [kept('Trail', 180)], [BUCKET_DENIED, ALARMS_DENIED]],
  ['the keeper’s log, kept for less time', [kept('Keeper', 7)], [ALARMS_DENIED]],
  ['a topic that takes nothing from rules', [without(TOPIC_POLICY, ({ Sid }) => Sid === 'RulesPublish')], [TRACED]],
])('whoever accepts %s does not accept that alerts are heard no more', async (_, accepted, more) => {
  expect(await stillAsked(accepted, [])).toEqual([]);
  expect(await stillAsked(accepted, more)).not.toEqual([]);
});

test.each<[string, Change, Change]>([
  ['a Deny of everybody', OTHER_ORGANISATIONS_DENIED, BUCKET_DENIED],
  ['a bucket that CloudTrail may not write to', OTHER_ORGANISATIONS_DENIED, CLOUDTRAIL_NOT_ALLOWED],
  ['a Deny of other organisations', CLOUDTRAIL_NOT_ALLOWED, OTHER_ORGANISATIONS_DENIED],
])('whoever accepts one cause of a loss accepts no other one of the same: %s', async (_, accepted, other) => {
  const paths = async (change: Change) => (await foundAfter(change)).filter(({ gate }) => gate === 'audit.path');
  const [one, another] = [await paths(accepted), await paths(other)];
  expect([one.length, another.length]).toEqual([1, 1]);
  expect(another[0]?.before).toEqual(one[0]?.before);
  expect(another[0]?.fingerprint).not.toBe(one[0]?.fingerprint);
});

test('losses are not told with a log that is on no alert’s way', async () => {
  const found = await foundAfter(kept('Keeper', 7), ALARMS_DENIED);
  const shortened = found.find(({ gate }) => gate === 'audit.shortened');
  expect(shortened?.details).toEqual([]);
  expect(found.map(({ gate }) => gate)).toContain('audit.path');
});

test('what was accepted of a loss stays so upon another base, and where something else changes', async () => {
  const found = await foundAfter(NOBODY_PUBLISHES);
  const already = [TRACED, kept('Trail', 400)];
  expect(await foundUpon(already, NOBODY_PUBLISHES)).toEqual(found);
  expect(await foundAfter(NOBODY_PUBLISHES, kept('Keeper', 7))).toEqual(expect.arrayContaining([...found]));
});
