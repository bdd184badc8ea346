import { readerArns } from '../../environments/readers';
import * as when from '../conditions';
import type { CountDetection, EventDetection } from '../detection';
import { all, PRESENT } from '../expression';

/**
 * Entries of a batch's list at which the log path looks; the list holds up to 20. A value that is given raises `value-read`
 * wherever its name stands.
 */
const LOGGED_ENTRIES = 6;

/** Who read the value. */
export const READS: readonly (EventDetection | CountDetection)[] = [
  {
    id: 'value-read',
    meaning: 'The value was read by a principal that is not on the list of readers',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    procedure: [
      'Find out who it is. If nobody can explain it, rotate every key, and the external ones at their issuers first.',
      'The record’s `who` and `from` say which session and address. A role that ought to read belongs into the row (`breakGlassRoleArns`, `transitionReaders`), not into a policy by hand.',
      'A read that went through although the secret’s policy denies it means that the policy was changed: look for [settings-changed](#settings-changed) before it, and deploy again.',
      'Then [a key leaked](#a-key-leaked), for every key.',
    ],
    when: (context) => ({
      always: all(when.operation('GetSecretValue'), when.anyoneBut(...readerArns(context.readers)), when.SUCCEEDED),
      oneOf: [when.namesSecret(context)],
    }),
  },
  {
    id: 'value-decrypted',
    meaning: 'The value was decrypted, or encrypted anew, for a principal that is not on the list of readers',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    procedure: [
      'As for value-read, which it stands in for: KMS names the complete ARN whatever the reader called the secret.',
      'Go on as for [value-read](#value-read).',
    ],
    when: (context) => ({
      always: all(
        when.operation('Decrypt', 'ReEncrypt'),
        // A deployment may create the secret with a value in it, and Secrets Manager then tries the key.
        when.anyoneBut(...readerArns(context.readers), context.deploymentRoleArn),
        when.SUCCEEDED,
      ),
      oneOf: [
        when.parameter(['encryptionContext.SecretARN', 'sourceEncryptionContext.SecretARN'], {
          endsWith: `:secret:${context.secretId}`,
        }),
      ],
    }),
  },
  {
    id: 'batch-read',
    meaning:
      'The secret was asked for in a batch by a principal that is not on the list of readers, or a batch named no secrets but a filter, which may meet it',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    procedure: [
      'Look for value-read at the same time: it says whether the value was given. Find out who it is.',
      'No [value-read](#value-read) within ten minutes: the value was not given, somebody swept the account. Look what else was in the batch.',
      'Another application of the account that reads its own secrets by a filter is told of too: let it name them.',
    ],
    when: (context) => ({
      always: when.anyoneBut(...readerArns(context.readers)),
      oneOf: [
        ...when.firstEntries('secretIdList[]', LOGGED_ENTRIES, ...when.theSecret(context)),
        all(when.operation('BatchGetSecretValue'), ...when.firstEntries('filters[].key', 1, PRESENT)),
      ],
    }),
  },
  {
    id: 'break-glass',
    meaning: 'A break-glass role asked for the value',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    procedure: [
      'Check that an emergency was declared. Afterwards rotate what was seen.',
      'Deploy again and let `npx kaizencoach-secrets status <environment>` show that nothing was left half done.',
      'Take the emergency’s end into your record: when, who, what was read.',
    ],
    when: (context) => ({
      always: all(when.by(...context.readers.breakGlassRoleArns), when.operation('GetSecretValue')),
      oneOf:
        context.readers.breakGlassRoleArns.length === 0
          ? []
          : [when.namesSecret(context), when.errorNames(`:secret:${context.secretId}`)],
    }),
  },
  {
    id: 'many-reads',
    meaning: 'The app read the value more often than its starts explain',
    severity: 'medium',
    path: 'log',
    procedure: [
      'Look whether the app restarts in a loop. If it does not, somebody uses its role: look at the source addresses.',
      'A restart loop shows in the service’s log and in `npx kaizencoach-secrets verify <environment>`; go on with [SECRET_KEY not found](#secret_key-not-found).',
      'Reads from an address that is not App Runner’s: somebody holds credentials of the app’s role. Revoke its sessions (IAM console, the role, Revoke sessions; alerts as [role-changed](#role-changed)), start the app again, then [a key leaked](#a-key-leaked).',
      'More instances than before: raise `audit.maxReadsPerHour` in the row.',
    ],
    mostPerHour: (context) => context.maxReadsPerHour,
    when: (context) => ({
      always: all(when.operation('GetSecretValue'), when.by(context.readers.appRoleArn), when.SUCCEEDED),
      oneOf: [when.namesSecret(context)],
    }),
  },
];
