import { environmentNamed } from '../../../lib/environments/rows';
import { judgeStack } from '../../../lib/review/judge';
import { pairOf } from '../../../lib/review/side';
import { type Loose, one } from '../../e2e/review/support/mutated';
import { templateOf } from '../../support/synthesized';
import { stackOf } from '../stack-of';
import { type Change, foundAfter, set } from './judged';

const ALARM = 'AWS::CloudWatch::Alarm';
const FILTER = 'AWS::Logs::MetricFilter';
const SECRET = '$.requestParameters.secretId="staging-kaizencoach-app-secrets"';
const gatesOf = async (change: Change) => (await foundAfter(change)).map(({ gate }) => gate);

const threshold = (part: string, Threshold: number) =>
  set(ALARM, part, (properties) => Object.assign(properties, { Threshold }));

test.each([
  ['trailsilent', 1e12],
  ['trailsilent', 2],
  ['FailedDeliveries', -1],
  ['Alarmaccess', -0.5],
])(
  'the alarm %s with the threshold %d goes off where nothing unusual happens, stays on, and tells nobody',
  async (part, number) => {
    expect(await gatesOf(threshold(part, number))).toEqual(['audit.path']);
  },
);

test('an alarm that goes off sooner, and is off where nothing happens, is shown', async () => {
  expect(await gatesOf(threshold('manyreads', 0))).toEqual(['audit.gained']);
});

test('an alarm that goes off later stops the change', async () => {
  expect(await gatesOf(threshold('trailsilent', 0))).toEqual(['audit.detection']);
});

/** Puts `alternative` into the list of the calls that a filter looks for, or beside all that it looks for. */
const wider = (part: string, from: string, to: string): Change =>
  set(FILTER, part, (properties) => {
    const text = JSON.stringify(properties.FilterPattern);
    const written = (part: string) => JSON.stringify(part).slice(1, -1);
    expect(text).toContain(written(from));
    properties.FilterPattern = JSON.parse(text.replace(written(from), written(to)));
  });

test.each([
  ['a version', '||$.eventVersion="1.*"}'],
  ['a kind of call', '||$.eventType="AwsApiCall"}'],
  ['another service', '||$.eventSource="ec2.amazonaws.com"}'],
  ['reads of what an alert is about', '||$.requestParameters.bucketName="the-record"}'],
])('a filter that sees more by %s may keep its alarm on', async (_, end) => {
  expect(await gatesOf(wider('keeperdenied', '}', end))).toEqual(['audit.path']);
});

test.each([
  ['that an alert of the alarm knows is shown', 'CreateSecret', 'audit.gained'],
  ['that none knows may keep the alarm on', 'ListSecretVersionIds', 'audit.path'],
])('a filter that sees a further call %s', async (_, call, gate) => {
  const first = '$.eventName="PutSecretValue"||';
  expect(await gatesOf(wider('valuechanged', first, `${first}$.eventName="${call}"||`))).toEqual([gate]);
});

/** Adds a filter that counts for the alarm of accesses. */
const counting =
  (FilterPattern: string, log?: string): Change =>
  (template) => {
    const { LogGroupName, MetricTransformations } = one(template, FILTER, 'valueread').Properties;
    const Properties = {
      FilterName: 'staging-kaizencoach-audit-further',
      LogGroupName: log ?? LogGroupName,
      FilterPattern,
      MetricTransformations,
    };
    template.Resources.Added = { Type: FILTER, Properties };
  };

const BY_ROOT = '$.userIdentity.arn="arn:aws:iam::111122223333:root"';
const READS = '$.eventName="GetSecretValue"';

test.each([
  ['another service', '{$.eventSource="ec2.amazonaws.com"}'],
  ['any call about the secret', `{${BY_ROOT}&&${SECRET}}`],
  ['a call about anything', `{${BY_ROOT}&&${READS}}`],
  ['a call about the secret, or anything', `{${READS}&&${BY_ROOT}&&(${SECRET}||$.awsRegion="eu-*")}`],
  ['what only looks as if it stood in quotes', `{$.a="b&&${SECRET}&&${READS}}`],
])('a further filter that counts %s for an alarm may keep it on', async (_, pattern) => {
  expect(await gatesOf(counting(pattern))).toEqual(['audit.path']);
});

test.each([
  ['that name it', `{${READS}&&${BY_ROOT}&&${SECRET}}`],
  ['that name it or decrypt it', `{(${READS}||$.eventName="Decrypt")&&${BY_ROOT}&&((${SECRET}))}`],
  ['that change it', `{$.readOnly IS FALSE&&${BY_ROOT}&&${SECRET}}`],
])('a further filter for an alarm of known calls about the secret %s is shown', async (_, pattern) => {
  expect(await gatesOf(counting(pattern))).toEqual(['audit.gained']);
});

test.each([
  ['nothing known', '{$.level="info"}'],
  ['what is known of the trail’s', `{${READS}&&${BY_ROOT}&&${SECRET}}`],
])('a filter of another log that counts for an alarm may keep it on: %s', async (_, pattern) => {
  expect(await gatesOf(counting(pattern, 'app-log'))).toContain('audit.path');
});

/** What is found where staging gets a break-glass role, and its template is changed. */
async function foundWithReader(change: Change = () => undefined) {
  const row = environmentNamed('staging');
  const readers = { ...row, breakGlassRoleArns: ['arn:aws:iam::111122223333:role/ops/BreakGlass'] };
  const [base, head]: Loose[] = [row, readers].map((each) => structuredClone(templateOf(each).toJSON()));
  change(head);
  return (await judgeStack(pairOf('staging', stackOf(base), stackOf(head)))).findings;
}

test('the filter of a break-glass role is shown: the role is a finding of its own', async () => {
  const found = await foundWithReader();
  expect(found.flatMap(({ gate, sentence }) => (sentence.includes('filter') ? [gate] : []))).toEqual(['audit.gained']);
  expect(found.map(({ gate }) => gate)).not.toContain('audit.path');
});

test('a filter that leaves out the reader whom the change names, and sees everything else, may keep its alarm on', async () => {
  const found = await foundWithReader(wider('valueread', ')}', ')||$.eventType="AwsApiCall"}'));
  expect(found.map(({ gate }) => gate)).toContain('audit.path');
});
