import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, field } from '../expression';

/** Who tried in vain. */
export const DENIALS: readonly EventDetection[] = [
  {
    id: 'denied',
    meaning: 'Somebody tried something with the secret and was denied',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    procedure: [
      'If it is the app or the keeper, a policy is wrong: deploy again. If it is a person, ask. Otherwise look what else this principal did.',
      '`npx kaizencoach-secrets doctor <environment>` compares the app’s role, its trust and the secret’s policy with what they must be.',
    ],
    when: (context) => ({
      always: all(when.DENIED, when.anyoneButADeployment(context)),
      oneOf: [
        when.namesSecret(context),
        when.errorNames(`: ${context.secretName}`),
        when.errorNames(`:secret:${context.secretName}`),
        when.errorNames(`:secret:${context.secretId}`),
      ],
    }),
  },
  {
    id: 'keeper-denied',
    meaning: 'Somebody tried to invoke the keeper and was denied',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    procedure: [
      'If an operator is new, add the role to the row. Otherwise look what else this principal did.',
      'A deployment that was denied: `operatorRoleArns` is in use and the stack was deployed with another role than the bootstrap’s. Deploy with the bootstrap’s role.',
    ],
    when: (context) => ({
      always: all(when.operation(...INVOCATIONS), when.DENIED),
      oneOf: [
        when.namesKeeper(context),
        when.errorNames(`:function:${context.keeperFunction}`),
        // With a qualifier.
        field('errorMessage', { contains: `:function:${context.keeperFunction}:` }),
      ],
    }),
  },
];

/** Operations that invoke a function. */
const INVOCATIONS = ['Invoke', 'InvokeAsync', 'InvokeWithResponseStream'];
