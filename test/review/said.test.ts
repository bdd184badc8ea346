import { saidOf } from '../../lib/review/simulation/said';

const statement = (terms: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', ...terms, Resource: '*' }],
});

test.each<[string, object]>([
  ['by its name', { Action: 'kms:Decrypt' }],
  ['in other letters', { Action: ['KMS:decrypt'] }],
  ['among others', { Action: ['kms:Encrypt', 'kms:Decrypt'] }],
  ['by a star', { Action: 'kms:De*' }],
  ['by a question mark', { Action: 'kms:Decryp?' }],
  ['as everything', { Action: '*' }],
  ['as none of others', { NotAction: 'kms:Encrypt' }],
  ['as what it leaves out', { NotAction: 'kms:Decrypt' }],
  ['in a way that is not understood', { Action: 'kms:Decryp[t]' }],
  ['with a space', { Action: ' kms:Encrypt' }],
  ['by no text', { Action: [{ Ref: 'Action' }] }],
  ['by nothing', {}],
])('a statement counts that speaks of an action %s', (_, terms) => {
  expect(saidOf('kms:Decrypt', statement(terms))).toContain('Deny');
});

test.each<[string, object]>([
  ['another action', { Action: 'kms:Encrypt' }],
  ['an action of which this is the beginning', { Action: 'kms:DecryptMore' }],
  ['the same of another service', { Action: ['other:Decrypt', 'other:*'] }],
])('a statement does not count that speaks of %s', (_, terms) => {
  expect(saidOf('kms:Decrypt', statement(terms))).toBe('[]');
});
