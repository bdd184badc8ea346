import { DecryptionFailure, SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { Refusal } from '../../../lib/keeper/refusal';
import { otherVersion } from '../../../lib/keeper/secret/other-version';
import { notAnObject, parseDocument } from '../../../lib/keeper/secret/secret-document';

test.each([
  ['one that is not there', {}, { kind: 'none' }],
  ['one without a value', { versionId: 'v' }, { kind: 'none', versionId: 'v' }],
  [
    'one with a document',
    { versionId: 'v', text: '{}' },
    { kind: 'document', versionId: 'v', document: parseDocument('{}') },
  ],
  ['one with something else', { versionId: 'v', text: '[]' }, { kind: 'unreadable' }],
  ['one with a key twice', { versionId: 'v', text: '{"a":1,"a":2}' }, { kind: 'unreadable' }],
])('%s', async (_, stored, expected) => {
  expect(await otherVersion(async () => stored)).toEqual(expected);
});

const METADATA = { $metadata: { httpStatusCode: 400, attempts: 1 }, message: '' };

test.each([
  ['with a binary value', notAnObject('is binary')],
  ['that its key does not open', new DecryptionFailure(METADATA)],
  [
    'that is denied',
    new SecretsManagerServiceException({ ...METADATA, name: 'AccessDeniedException', $fault: 'client' }),
  ],
])('one %s cannot be read', async (_, fault) => {
  expect(await otherVersion(() => Promise.reject(fault))).toEqual({ kind: 'unreadable' });
});

test.each([
  ['a refusal of the whole secret', new Refusal({ rule: 'scheduled-for-deletion', reason: 'r', next: 'n' })],
  ['a fault of the service', Object.assign(new Error('reset'), { code: 'ECONNRESET' })],
])('%s says nothing of the version', async (_, fault) => {
  await expect(otherVersion(() => Promise.reject(fault))).rejects.toBe(fault);
});
