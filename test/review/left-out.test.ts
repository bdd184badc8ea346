import type { Json } from '../../lib/review/assembly/json';
import { findingOf } from '../../lib/review/finding';
import { terminalPage } from '../../lib/review/page/terminal';
import { reportOf } from '../../lib/review/report';
import { pairOf } from '../../lib/review/side';
import { askersOf } from '../../lib/review/simulation/askers';
import { stackOf } from './stack-of';

const OWN = Array.from({ length: 14 }, (_, index) => `role/a${String(index).padStart(2, '0')}`);
const STRANGER = 'arn:aws:iam::999999999999:role/zz';

/** The page about a policy that changes from `before` to `after`. */
function pageOf(details: readonly string[], before: Json, after: Json): string {
  const evidence = [{ logicalId: 'Policy', path: '' }];
  const found = { gate: 'access.reader' as const, sentence: 'Somebody could read.', details, before, after, evidence };
  const judgement = { environments: [], findings: [findingOf('staging', found)] };
  return terminalPage(
    reportOf({ compared: '', judgement, repository: [], acceptances: [], today: '2026-06-01', notChecked: [] }),
  );
}

test.each<[string, readonly string[], Json, readonly string[]]>([
  ['are counted', OWN, null, ['role/a09', '4 more lines, which only --json says']],
  ['are none of another account', [...OWN, 'role/zz of account 999999999999'], null, ['role/zz', '4 more lines']],
  ['are counted of what differs', [], OWN, ['new, role/a07', '6 more parts, which only --json says']],
  ['of what differs are none of an account', [], [...OWN, STRANGER], [`new, ${STRANGER}`, '6 more parts']],
  ['are none of an account, however long', [], [`${STRANGER}/${'x'.repeat(300)}`], [`new, ${STRANGER}`]],
  ['are counted where they are too long', [], ['x'.repeat(300)], ['1 more part, which only --json says']],
])('lines that a page leaves out %s', (_, details, after, expected) => {
  for (const text of expected) {
    expect(pageOf(details, [], after)).toContain(text);
  }
});

/** Who is asked for, where the secret's policy spares `arns`. */
function askedFor(arns: readonly string[]): string[] {
  const Condition = { ArnNotLike: { 'aws:PrincipalArn': arns } };
  const Statement = [
    { Effect: 'Deny', Principal: '*', Action: 'secretsmanager:GetSecretValue', Resource: '*', Condition },
  ];
  const Properties = { SecretId: 'secret', ResourcePolicy: { Version: '2012-10-17', Statement } };
  const template = { Resources: { Policy: { Type: 'AWS::SecretsManager::ResourcePolicy', Properties } } };
  const stack = stackOf(template);
  return askersOf(pairOf('staging', stack, stack)).map(({ name }) => name);
}

const roles = (number: number) =>
  Array.from({ length: number }, (_, each) => `arn:aws:iam::111122223333:role/a${each}`);

test('everyone is asked for whom a policy names, first who is of another account', () => {
  const [first, ...others] = askedFor([...roles(90), STRANGER]);
  expect(first).toBe('role/zz of account 999999999999');
  expect(others).toEqual(expect.arrayContaining(['the app', 'role/a0', 'role/a89']));
});

test('more than can be asked for are refused, and not left out', () => {
  expect(() => askedFor(roles(101))).toThrow('staging must name at most 100 roles and users, and name 101');
});

test('a name with letters that no role has is not said as it is: it may be a sentence', () => {
  const [first] = askedFor(['arn:aws:iam::999999999999:role/a` was looked at: `b']);
  expect(first).toBe('role/a??was?looked?at???b of account 999999999999');
});
