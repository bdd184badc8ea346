import { readerArns } from '../../environments/readers';
import * as when from '../conditions';
import type { CountDetection, EventDetection } from '../detection';
import { all, any, field } from '../expression';

/** Who read the value. */
export const READS: readonly (EventDetection | CountDetection)[] = [
  {
    id: 'value-read',
    meaning: 'The value was read by a principal that is not on the list of readers',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    whatToDo:
      'Find out who it is. If nobody can explain it, rotate every key, and the external ones at their issuers first.',
    when: (context) =>
      all(
        when.operation('GetSecretValue'),
        when.anyoneBut(...readerArns(context.readers)),
        when.SUCCEEDED,
        when.namesSecret(context),
      ),
  },
  {
    id: 'value-decrypted',
    meaning: 'The value was decrypted for a principal that is not on the list of readers',
    severity: 'critical',
    path: 'both',
    alarm: 'access',
    whatToDo:
      'As for value-read, which it stands in for: KMS names the complete ARN whatever the reader called the secret.',
    when: (context) =>
      all(
        when.operation('Decrypt'),
        // A deployment may create the secret with a value in it, and Secrets Manager then tries the key.
        when.anyoneBut(...readerArns(context.readers), context.deploymentRoleArn),
        when.SUCCEEDED,
        field('requestParameters.encryptionContext.SecretARN', { startsWith: context.secretArnPrefix }),
      ),
  },
  {
    id: 'batch-read',
    meaning: 'The secret was asked for in a batch by a principal that is not on the list of readers',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    whatToDo: 'Look for value-read at the same time: it says whether the value was given. Find out who it is.',
    when: (context) =>
      all(
        when.anyoneBut(...readerArns(context.readers)),
        field('requestParameters.secretIdList[]', context.secretName, { startsWith: context.secretArnPrefix }),
      ),
  },
  {
    id: 'break-glass',
    meaning: 'A break-glass role asked for the value',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    whatToDo: 'Check that an emergency was declared. Afterwards rotate what was seen.',
    when: (context) =>
      context.readers.breakGlassRoleArns.length === 0
        ? undefined
        : all(
            when.by(...context.readers.breakGlassRoleArns),
            when.operation('GetSecretValue'),
            any(when.namesSecret(context), when.errorNamesSecret(context)),
          ),
  },
  {
    id: 'many-reads',
    meaning: 'The app read the value more often than its starts explain',
    severity: 'medium',
    path: 'log',
    whatToDo:
      'Look whether the app restarts in a loop. If it does not, somebody uses its role: look at the source addresses.',
    mostPerHour: (context) => context.maxReadsPerHour,
    when: (context) =>
      all(
        when.operation('GetSecretValue'),
        when.by(context.readers.appRoleArn),
        when.SUCCEEDED,
        when.namesSecret(context),
      ),
  },
];
