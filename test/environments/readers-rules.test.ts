import { validateRoleArns } from '../../lib/environments/readers-rules';

const ROW = { secret: { mode: 'create' } };
const ROLE = 'arn:aws:iam::111122223333:role/emergency/break-glass';

test.each([
  ROLE,
  'arn:aws:iam::111122223333:role/break-glass',
  'arn:aws-us-gov:iam::111122223333:role/break-glass',
  'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Emergency_0123456789abcdef',
])('%s is accepted', (arn) => {
  expect(() => validateRoleArns('breakGlassRoleArns', ROW, [arn])).not.toThrow();
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
])('%s is refused', (_, arn) => {
  expect(() => validateRoleArns('breakGlassRoleArns', ROW, [arn])).toThrow(
    `breakGlassRoleArns must be the complete ARN of a role, with its path and without wildcards, got ${JSON.stringify(arn)}`,
  );
});

const FOREIGN = `breakGlassRoleArns must be a role of this environment's account 444455556666, got "${ROLE}"`;

test('a role outside the pinned account is refused', () => {
  expect(() => validateRoleArns('breakGlassRoleArns', { ...ROW, account: '444455556666' }, [ROLE])).toThrow(FOREIGN);
});

test('a role outside the account of the adopted secret is refused', () => {
  const arn = 'arn:aws:secretsmanager:eu-west-1:444455556666:secret:sample-AbCdEf';
  expect(() => validateRoleArns('breakGlassRoleArns', { secret: { mode: 'adopt', arn } }, [ROLE])).toThrow(FOREIGN);
});

test('roles of two accounts are refused where no account is pinned', () => {
  const other = 'arn:aws:iam::444455556666:role/break-glass';
  expect(() => validateRoleArns('breakGlassRoleArns', ROW, [other, ROLE])).toThrow(FOREIGN);
});
