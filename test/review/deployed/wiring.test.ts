import { exitCodeOf } from '../../../lib/review/report';
import { answersOf } from './answers';
import { refuses } from './by-hand';
import { CODE, reviewed, STAGING, told } from './staging';

/** The stack with the keeper's code of this hash. */
const withCode = (digest: string) =>
  JSON.parse(JSON.stringify(CODE).replaceAll(/"S3Key":"[^"]*"/g, `"S3Key":"${digest}.zip"`));

/** A hash that is known, as a report shows it. */
const KNOWN = '(withheld: 64 characters)';

test('other code of the keeper is one difference, from what runs to what is to run', async () => {
  const [runs, next] = ['a'.repeat(64), 'b'.repeat(64)];
  const deployed = { ...STAGING, template: withCode(runs).template };
  const code = { ...withCode(next), assets: { [`${next}.zip`]: next } };
  const report = await reviewed(code, answersOf(deployed));
  expect(report.findings).toMatchObject([
    { gate: 'keeper.code', environments: ['staging'], before: KNOWN, after: KNOWN },
  ]);
});

test('what AWS refuses to say is not checked, hides nothing of the rest, and is drift', async () => {
  const refused = refuses('GetTrail', 'AccessDeniedException');
  const report = await reviewed(CODE, refused(answersOf(STAGING)));
  const said = 'the trail (AccessDeniedException)';
  expect(report).toMatchObject({ findings: [], notRead: [said] });
  expect(report.notChecked).toEqual(
    expect.arrayContaining([said, expect.stringMatching(/^what runs of the types AWS::CloudTrail::Trail,/)]),
  );
  expect([exitCodeOf(report), exitCodeOf(report, { drift: true })]).toEqual([0, 1]);
});

test('what nobody reads is named in each report', async () => {
  const { notChecked } = await reviewed();
  expect(notChecked.join('\n')).toMatch(/AWS::S3::Bucket(.|\n)*`EnableKeyRotation` of AWS::KMS::Key/);
});

test('a variable that is empty names no Region', async () => {
  const replaced = jest.replaceProperty(process, 'env', { ...process.env, AWS_REGION: '', AWS_DEFAULT_REGION: '' });
  try {
    expect(told(await reviewed())).toEqual([]);
  } finally {
    replaced.restore();
  }
});

test('a stack that does not protect itself any more is told', async () => {
  const unprotected = { ...answersOf(STAGING), DescribeStacks: () => ({ Stacks: [{ StackId: STAGING.stackId }] }) };
  expect(told(await reviewed(CODE, unprotected))).toEqual([expect.stringMatching(/^data\.retention/)]);
});
