import type { Loose } from '../../e2e/review/support/mutated';
import { type Change, foundAfter, set } from './judged';

const QUEUE_POLICY = 'AWS::SQS::QueuePolicy';

const policy = (change: (document: Loose) => void): Change =>
  set(QUEUE_POLICY, '', ({ PolicyDocument }) => change(PolicyDocument));
const denied = (more: object): Change =>
  policy(({ Statement }) =>
    Statement.push({ Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*', ...more }),
  );

const NOT_ALLOWED = policy((document) => {
  document.Statement = document.Statement.filter(({ Sid }: Loose) => Sid !== 'RulesSend');
});
const DENIED = denied({});

test.each<[string, Change]>([
  ['allows rules nothing', NOT_ALLOWED],
  ['denies everybody everything', DENIED],
  [
    'takes it from rules of another name',
    policy(({ Statement: [, allowed] }) => {
      allowed.Condition.ArnLike['aws:SourceArn'] = 'arn:aws:events:eu-west-1:111122223333:rule/other-*';
    }),
  ],
  ['is gone', (template) => delete template.Resources[queuePolicyIn(template)]],
])('what could not be delivered is lost where the queue’s policy %s', async (_, change) => {
  const [found, ...others] = (await foundAfter(change)).filter(({ gate }) => gate === 'audit.unheard');
  expect(others).toEqual([]);
  expect(found?.before).toContain('value-read');
});

test('whoever accepts one cause of that accepts no other', async () => {
  const [one, other] = await Promise.all([foundAfter(NOT_ALLOWED), foundAfter(DENIED)]);
  const names = (found: typeof one) =>
    found.filter(({ gate }) => gate === 'audit.unheard').map((each) => each.fingerprint);
  expect(names(one)).not.toEqual(names(other));
});

test('nothing is lost where somebody else is denied something', async () => {
  const change = denied({ Principal: { AWS: 'arn:aws:iam::111122223333:role/other' } });
  expect((await foundAfter(change)).map(({ gate }) => gate)).toEqual(['access.tightened']);
});

test('rules that go, or send elsewhere, are findings of their own', async () => {
  const found = await foundAfter(NOT_ALLOWED, (template) => {
    for (const [id, { Type, Properties }] of Object.entries<Loose>(template.Resources)) {
      if (Type === 'AWS::Events::Rule') {
        if (id.includes('valueread')) {
          delete template.Resources[id];
        } else if (Properties.Targets[0].DeadLetterConfig !== undefined) {
          Properties.Targets[0].DeadLetterConfig.Arn = 'arn:aws:sqs:eu-west-1:111122223333:other';
        }
      }
    }
  });
  expect(found.filter(({ sentence }) => sentence.includes('would be lost'))).toEqual([]);
});

function queuePolicyIn(template: Loose): string {
  return Object.keys(template.Resources).find((id) => template.Resources[id].Type === QUEUE_POLICY) ?? '';
}
