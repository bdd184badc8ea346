import { ADOPTED_ARN } from '../../support/sample-environments';
import { refusalOf } from '../support/refusal';

const ROLE = 'arn:aws:iam::111122223333:role/emergency/break-glass';
const OTHER_ACCOUNT = 'arn:aws:iam::444455556666:role/break-glass';
const TRANSITION = { arn: ROLE, reason: 'the service has this role until the move', expires: '2026-11-24' };
const ADOPT = { mode: 'adopt', arn: ADOPTED_ARN, seedOnAdopt: false } as const;
const TODAY = '2026-11-24';

test('a row on ECS names the role by which ECS starts the tasks: its operators pass that one on, and no other', () => {
  expect(refusalOf({ runtime: 'ecs-express' })).toEqual([
    'sample: executionRoleArn must be the ARN of the role by which ECS starts the tasks, got undefined',
  ]);
  expect(refusalOf({ runtime: 'ecs-express', executionRoleArn: ROLE })).toEqual([]);
});

describe('a managed policy that the row names', () => {
  const POLICY = 'arn:aws:iam::111122223333:policy/app/sample-app-data';

  test.each([POLICY, 'arn:aws:iam::111122223333:policy/sample', 'arn:aws:iam::aws:policy/service-role/Sample'])(
    'may be %s',
    (arn) => {
      expect(refusalOf({ managedPolicyArns: [arn] })).toEqual([]);
    },
  );

  test.each([
    'sample-app-data',
    'arn:aws:iam::111122223333:policy/sample-*',
    'arn:aws:iam::111122223333:role/sample',
    '',
  ])('must not be %j', (arn) => {
    expect(refusalOf({ managedPolicyArns: [arn] })).toEqual([
      `sample: managedPolicyArns must be complete ARNs of managed policies, got ${JSON.stringify(arn)}`,
    ]);
  });

  test('is named once: CloudFormation refuses a role that has it twice', () => {
    expect(refusalOf({ managedPolicyArns: [POLICY, POLICY] })).toEqual([
      `sample: managedPolicyArns must name each policy once, got ${JSON.stringify(POLICY)}`,
    ]);
  });
});

describe('a role that the row names', () => {
  test.each([
    ROLE,
    'arn:aws:iam::111122223333:role/break-glass',
    'arn:aws-us-gov:iam::111122223333:role/break-glass',
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Emergency_0123456789abcdef',
  ])('may be %s', (arn) => {
    expect(refusalOf({ breakGlassRoleArns: [arn] })).toEqual([]);
  });

  test.each([
    ['a name', 'break-glass'],
    ['a user', 'arn:aws:iam::111122223333:user/break-glass'],
    ['the root user', 'arn:aws:iam::111122223333:root'],
    ['a session', 'arn:aws:sts::111122223333:assumed-role/break-glass/session'],
    ['a wildcard', 'arn:aws:iam::111122223333:role/break-*'],
    ['a wildcard in the path', 'arn:aws:iam::111122223333:role/*/break-glass'],
    ['a single-character wildcard', 'arn:aws:iam::111122223333:role/break-glas?'],
    ['a wildcard for the account', 'arn:aws:iam::*:role/break-glass'],
    ['a policy variable', `arn:aws:iam::111122223333:role/$${'{aws:username}'}`],
    ['nothing after the path', 'arn:aws:iam::111122223333:role/emergency/'],
    ['nothing', ''],
  ])('must not be %s', (_, arn) => {
    expect(refusalOf({ breakGlassRoleArns: [arn] })).toEqual([
      `sample: breakGlassRoleArns must be the complete ARN of a role, with its path and without wildcards, got ${JSON.stringify(arn)}`,
    ]);
  });

  test.each([
    ['breakGlassRoleArns', { breakGlassRoleArns: ['*'] }],
    ['transitionReaders.arn', { transitionReaders: [{ ...TRANSITION, arn: '*' }] }],
    ['operatorRoleArns', { operatorRoleArns: ['*'] }],
    ['executionRoleArn', { executionRoleArn: '*' }],
  ])('is judged in %s', (field, row) => {
    expect(refusalOf(row, TODAY)).toEqual([expect.stringContaining(`${field} must be the complete ARN of a role`)]);
  });

  const foreign = (field: string, arn: string, account: string) => [
    `sample: ${field} must be a role of this environment's account ${account}, got "${arn}"`,
  ];

  test('must be in the pinned account', () => {
    const row = { account: '444455556666', breakGlassRoleArns: [ROLE] };
    expect(refusalOf(row)).toEqual(foreign('breakGlassRoleArns', ROLE, '444455556666'));
  });

  test('must be in the account of the adopted secret', () => {
    const secret = { ...ADOPT, noOtherServiceReads: true } as const;
    expect(refusalOf({ secret, breakGlassRoleArns: [OTHER_ACCOUNT] })).toEqual(
      foreign('breakGlassRoleArns', OTHER_ACCOUNT, '111122223333'),
    );
  });

  test('must be in the account of the others where no account is pinned', () => {
    const row = { breakGlassRoleArns: [ROLE], operatorRoleArns: [OTHER_ACCOUNT] };
    expect(refusalOf(row)).toEqual(foreign('operatorRoleArns', OTHER_ACCOUNT, '111122223333'));
  });
});

describe('a transition reader', () => {
  const refused = (fields: Partial<typeof TRANSITION>, today = TODAY) =>
    refusalOf({ transitionReaders: [{ ...TRANSITION, ...fields }] }, today);

  test('is accepted until its last day', () => {
    expect(refused({})).toEqual([]);
  });

  test('is refused on the day after', () => {
    expect(refused({}, '2026-11-25')).toEqual([
      `sample: transitionReaders: ${ROLE} expired on 2026-11-24 and today is 2026-11-25; take it out of the row, or give it a ` +
        'later day if a running service still reads with it',
    ]);
  });

  test('is refused from the day after on where no other day is given', () => {
    expect(refusalOf({ transitionReaders: [{ ...TRANSITION, expires: '2020-01-01' }] })).toHaveLength(1);
  });

  test.each(['2026-13-01', '2026-1-1', 'tomorrow', '', '2026-11-24T00:00:00Z'])('must not expire on %j', (expires) => {
    expect(refused({ expires })).toEqual([
      `sample: transitionReaders.expires must be a day as YYYY-MM-DD, got ${JSON.stringify(expires)}`,
    ]);
  });

  test('needs a reason', () => {
    expect(refused({ reason: ' ' })).toEqual([
      `sample: transitionReaders.reason must say why ${ROLE} still reads the secret, got " "`,
    ]);
  });
});

describe('a row that adopts a secret', () => {
  test('names who reads it', () => {
    expect(refusalOf({ secret: ADOPT, transitionReaders: [TRANSITION] }, TODAY)).toEqual([]);
  });

  test('is refused where it neither names them nor says that nobody does', () => {
    expect(refusalOf({ secret: ADOPT })).toEqual([
      'sample: it adopts a secret that a running service may be reading with another role, which would be locked out; name ' +
        'that role in transitionReaders, or state secret.noOtherServiceReads: true',
    ]);
  });

  test('is refused where it says both', () => {
    const secret = { ...ADOPT, noOtherServiceReads: true } as const;
    expect(refusalOf({ secret, transitionReaders: [TRANSITION] }, TODAY)).toEqual([
      'sample: it must not state secret.noOtherServiceReads while it names transitionReaders; take one of them out',
    ]);
  });
});
