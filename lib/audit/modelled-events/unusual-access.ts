import {
  ADMIN,
  APP,
  BREAK_GLASS,
  DEVELOPER,
  decrypt,
  deniedRead,
  invoke,
  KEEPER_ARN,
  PERSON_AS_DEPLOYMENT,
  type Row,
  read,
  throughSecretsManager,
} from './calls';
import { DEPLOYMENT, denied, FOREIGNER, IAM_USER, ROOT, record, secretCall, session } from './records';
import { PARTIAL_ARN, ROLES, SECRET_ARN, SECRET_NAME } from './subject';

/** Reads, and attempts to read, that somebody has to be told of; and their harmless neighbours. */
export const UNUSUAL_ACCESS: readonly Row[] = [
  // Reads by the wrong principal, under every name of the secret.
  ['root reads by name', read(ROOT, SECRET_NAME), ['value-read']],
  ['root reads by partial ARN', read(ROOT, PARTIAL_ARN), ['value-read']],
  ['root reads by complete ARN', read(ROOT, SECRET_ARN), ['value-read']],
  ['an IAM user reads by name', read(IAM_USER, SECRET_NAME), ['value-read']],
  ['an IAM user reads by complete ARN', read(IAM_USER, SECRET_ARN), ['value-read']],
  ['an administrator by SSO reads by name', read(ADMIN, SECRET_NAME), ['value-read']],
  ['an administrator by SSO reads by complete ARN', read(ADMIN, SECRET_ARN), ['value-read']],
  ['a developer’s role reads by partial ARN', read(DEVELOPER, PARTIAL_ARN), ['value-read']],
  ['a role with the app’s name under another path reads', read(session(ROLES.impostor), SECRET_NAME), ['value-read']],
  ['another account reads', read(FOREIGNER, SECRET_ARN), ['value-read']],
  ['a person with the deployment role reads', read(PERSON_AS_DEPLOYMENT, SECRET_NAME), ['value-read']],
  ['CloudFormation itself reads', read(DEPLOYMENT, SECRET_NAME), ['value-read']],
  ['break-glass reads', read(BREAK_GLASS, SECRET_NAME), ['break-glass']],
  ['break-glass is denied', deniedRead(BREAK_GLASS, SECRET_ARN), ['break-glass', 'denied']],
  [
    'a replica is read in another Region by its complete ARN',
    { ...read(ADMIN, SECRET_ARN.replace('eu-west-1', 'us-east-1')), awsRegion: 'us-east-1' },
    ['value-read'],
  ],
  ['a replica is read by its partial ARN', read(ADMIN, PARTIAL_ARN.replace('eu-west-1', 'us-east-1')), ['value-read']],
  ['KMS decrypts a replica', decrypt(ADMIN, SECRET_ARN.replace('eu-west-1', 'us-east-1')), ['value-decrypted']],
  [
    'KMS encrypts the value anew',
    record(ADMIN, 'kms', 'ReEncrypt', {
      parameters: { sourceEncryptionContext: { SecretARN: SECRET_ARN } },
      readOnly: true,
    }),
    ['value-decrypted'],
  ],
  [
    'KMS decrypts for an administrator',
    decrypt(throughSecretsManager(ROLES.administrator), SECRET_ARN),
    ['value-decrypted'],
  ],
  ['KMS decrypts for root', decrypt(ROOT, SECRET_ARN), ['value-decrypted']],
  ['KMS decrypts another secret', decrypt(ADMIN, SECRET_ARN.replace('sample', 'other')), []],
  [
    'a batch that names the secret',
    record(ADMIN, 'secretsmanager', 'BatchGetSecretValue', { parameters: { secretIdList: [SECRET_NAME, 'other'] } }),
    ['batch-read'],
  ],
  ...[1, 2, 3, 4, 5].map(
    (place) =>
      [
        `a batch that names the secret at place ${place}`,
        record(ADMIN, 'secretsmanager', 'BatchGetSecretValue', {
          parameters: { secretIdList: [...Array.from({ length: place }, () => 'other'), SECRET_ARN] },
        }),
        ['batch-read'],
      ] as const,
  ),
  [
    'a batch by filter, which names nothing',
    record(ADMIN, 'secretsmanager', 'BatchGetSecretValue', {
      parameters: { filters: [{ key: 'name', values: ['s'] }] },
    }),
    ['batch-read'],
  ],
  [
    'a list by filter',
    record(ADMIN, 'secretsmanager', 'ListSecrets', { parameters: { filters: [{ key: 'name', values: ['s'] }] } }),
    [],
  ],
  ['the read that Secrets Manager records for the batch', read(ADMIN, SECRET_ARN), ['value-read']],
  [
    'a batch without the secret',
    record(ADMIN, 'secretsmanager', 'BatchGetSecretValue', { parameters: { secretIdList: ['other'] } }),
    [],
  ],
  ['KMS fails to decrypt', { ...decrypt(ADMIN, SECRET_ARN), errorCode: 'DisabledException' }, []],
  [
    'KMS makes a data key for the secret',
    record(ADMIN, 'kms', 'GenerateDataKey', { parameters: { encryptionContext: { SecretARN: SECRET_ARN } } }),
    [],
  ],
  [
    'the app reads in a batch',
    record(APP, 'secretsmanager', 'BatchGetSecretValue', { parameters: { secretIdList: [SECRET_NAME] } }),
    [],
  ],

  // Denied attempts, with parameters and without.
  ['a developer is denied, by complete ARN', deniedRead(DEVELOPER, SECRET_ARN), ['denied']],
  ['a developer is denied, by partial ARN', deniedRead(DEVELOPER, PARTIAL_ARN), ['denied']],
  ['an IAM user is denied, by name', deniedRead(IAM_USER, SECRET_NAME), ['denied']],
  ['root is denied', deniedRead(ROOT, SECRET_ARN), ['denied']],
  ['the app is denied', deniedRead(APP, SECRET_ARN), ['denied']],
  [
    'a developer is denied a deletion, with parameters',
    { ...secretCall(DEVELOPER, 'DeleteSecret', SECRET_NAME), errorCode: 'AccessDeniedException' },
    ['denied', 'settings-changed'],
  ],
  ['a person with the deployment role is denied', deniedRead(PERSON_AS_DEPLOYMENT, SECRET_ARN), ['denied']],
  [
    'a developer is denied the keeper',
    { ...denied(DEVELOPER, 'lambda', 'Invoke', KEEPER_ARN), managementEvent: false },
    ['keeper-denied'],
  ],
  [
    'a developer is denied the keeper, with parameters',
    { ...invoke(DEVELOPER, KEEPER_ARN), errorCode: 'AccessDeniedException' },
    ['keeper-denied'],
  ],
  [
    'a developer is denied a version of the keeper',
    { ...denied(DEVELOPER, 'lambda', 'Invoke', `${KEEPER_ARN}:$LATEST`), managementEvent: false },
    ['keeper-denied'],
  ],
  [
    'a developer is denied another function',
    { ...denied(DEVELOPER, 'lambda', 'Invoke', KEEPER_ARN.replace('sample', 'other')), managementEvent: false },
    [],
  ],
];
