import { failureIn, progressIn, warningsIn } from '../../../emulator/local/cdk-output';

/** As `cdk deploy --progress events` prints them, of this project's version. */
const EVENTS = {
  begun:
    'StagingStack |  0/97 | 9:10:40 AM | CREATE_IN_PROGRESS      | AWS::CloudFormation::Stack          | StagingStack ',
  done: 'StagingStack | 14/97 | 9:10:40 AM | CREATE_COMPLETE         | AWS::SNS::Topic                     | AccessAudit/Topic (AccessAuditTopic2981761C) ',
  failed:
    'StagingStack | 95/97 | 21:10:41 | CREATE_FAILED           | Custom::SecretSeed                  | SecretKeeper/Seed (SecretKeeperSeedA8FA645F) Received response status [FAILED]: it is no JSON object',
  cancelled:
    'StagingStack | 95/97 | 21:10:41 | CREATE_FAILED           | AWS::IAM::Policy                    | InstanceRole/ReadValue (InstanceRoleReadValueCA4C78AC) Resource creation cancelled',
  stackFailed:
    'StagingStack | 96/97 | 21:10:41 | UPDATE_ROLLBACK_FAILED  | AWS::CloudFormation::Stack          | StagingStack Rollback failed',
  again:
    'StagingStack | 21:10:41 | CREATE_FAILED           | Custom::SecretSeed                  | SecretKeeper/Seed (SecretKeeperSeedA8FA645F) Received response status [FAILED]: it is no JSON object',
} as const;

describe('progress', () => {
  test.each([
    [EVENTS.begun, 'StagingStack: 0 of 97 resources'],
    [EVENTS.done, 'StagingStack: 14 of 97 resources'],
  ])('is counted by an event: %s', (line, counted) => {
    expect(progressIn(line)).toBe(counted);
  });

  test.each([
    '✨  Synthesis time: 11.22s',
    'StagingStack: creating CloudFormation changeset...',
    '14/97 Currently in progress: Topic',
    EVENTS.again,
    '',
  ])('is not told by another line: %s', (line) => {
    expect(progressIn(line)).toBeUndefined();
  });
});

test('warnings are counted, wherever they stand', () => {
  expect(
    warningsIn('lib/x.ts:3:1\nWARNING nobody is told (Construct)\n  Stack\n   WARNING another\nno WARNING here'),
  ).toBe(2);
});

describe('a failure', () => {
  test('is what failed first and why, once; not what was cancelled for it, nor the stack', () => {
    expect(failureIn(Object.values(EVENTS).join('\n'))).toBe(
      'SecretKeeper/Seed (Custom::SecretSeed): Received response status [FAILED]: it is no JSON object',
    );
  });

  test('names two resources at the most', () => {
    const failed = (name: string) => `S |  1/9 | 1:00:00 PM | UPDATE_FAILED | AWS::SNS::Topic | ${name} no ${name}`;
    expect(failureIn(['A', 'B', 'C'].map(failed).join('\n'))).toBe(
      'A (AWS::SNS::Topic): no A\n  B (AWS::SNS::Topic): no B',
    );
  });

  test('is the error of a program that could not synthesize', () => {
    const thrown =
      '/app.ts:1\nthrow new Error("x")\n^\n\nError: the row of staging names no domain\n    at a (b:1)\n\nNode.js v20\n';
    expect(failureIn(`${thrown}npx app: Subprocess exited with error 1`)).toBe('the row of staging names no domain');
  });

  test('is the error that the CDK marks', () => {
    expect(failureIn('Building\n❌  StagingStack failed to deploy\n‣ more')).toBe('StagingStack failed to deploy');
  });

  test('is otherwise the last line, or that there was none', () => {
    expect(failureIn('first\nNeed to perform AWS calls for account 0\n\n')).toBe(
      'Need to perform AWS calls for account 0',
    );
    expect(failureIn('\n')).toBe('it printed nothing');
  });

  test('is cut where its reason is a story', () => {
    expect(failureIn(`Error: ${'x'.repeat(5_000)}`)).toBe(`${'x'.repeat(400)} …`);
  });
});
