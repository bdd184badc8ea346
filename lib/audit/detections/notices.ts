import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all } from '../expression';

/** What was meant to happen, told so that its absence or its surplus is noticed. */
export const NOTICES: readonly EventDetection[] = [
  {
    id: 'keeper-wrote',
    meaning: 'The keeper changed keys of the secret, or handed out a backup of it',
    severity: 'information',
    path: 'immediate',
    alarm: 'change',
    procedure: [
      'Nothing, if it was meant. The notice keeper-invoked at the same time says who asked, unless it was a deployment. The tag `kaizencoach:backup` alone: somebody was handed an encrypted copy of the secret.',
      'If it was not meant: `npx kaizencoach-secrets status <environment>`, then `rollback`.',
    ],
    // The keeper records each key that it changes as a tag: the only call that names keys, and never values.
    when: (context) => ({
      always: all(when.by(context.readers.keeperRoleArn), when.operation('TagResource'), when.SUCCEEDED),
      oneOf: [when.namesSecret(context)],
    }),
  },
  {
    id: 'keeper-stored',
    meaning: 'The keeper stored a version of the secret',
    severity: 'information',
    path: 'immediate',
    alarm: 'change',
    procedure: [
      'Nothing, if keeper-wrote follows and it was meant. If it does not follow, the tags could not be written, or somebody else wrote first: `npx kaizencoach-secrets history <environment>` names the keys that the version changes and says whether it was current.',
      'Without the keeper: the five digits after the letter in the version id are the sum of the codes of the keys that it changes ([which key](#a-key-leaked)).',
    ],
    // Recorded whatever becomes of the tags; the token is the version id, which codes the keys that it changes.
    when: (context) => ({
      always: all(when.by(context.readers.keeperRoleArn), when.operation('PutSecretValue'), when.SUCCEEDED),
      oneOf: [when.namesSecret(context)],
    }),
  },
  {
    id: 'keeper-invoked',
    meaning: 'Somebody asked the keeper for something',
    severity: 'information',
    path: 'immediate',
    alarm: 'access',
    procedure: [
      'Nothing, if the person is an operator. It needs a trail that records the invocations of the keeper.',
      'If the person is no operator: list the operators in `operatorRoleArns`, deploy, and look for [keeper-wrote](#keeper-wrote) since.',
    ],
    when: (context) => ({
      // Only the weekly schedule's rule may: the function's policy names it.
      always: all(when.operation('Invoke'), when.SUCCEEDED, when.anyoneButADeploymentOrARule(context)),
      oneOf: [when.namesKeeper(context)],
    }),
  },
];
