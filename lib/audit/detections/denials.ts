import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, any, field } from '../expression';

/** Who tried in vain. */
export const DENIALS: readonly EventDetection[] = [
  {
    id: 'denied',
    meaning: 'Somebody tried something with the secret and was denied',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    whatToDo:
      'If it is the app or the keeper, a policy is wrong: deploy again. If it is a person, ask. Otherwise look what else this principal did.',
    when: (context) =>
      all(
        when.DENIED,
        when.anyoneButADeployment(context),
        any(when.namesSecret(context), when.errorNamesSecret(context)),
      ),
  },
  {
    id: 'keeper-denied',
    meaning: 'Somebody tried to invoke the keeper and was denied',
    severity: 'high',
    path: 'both',
    alarm: 'access',
    whatToDo: 'If an operator is new, add the role to the row. Otherwise look what else this principal did.',
    when: (context) =>
      all(
        when.operation('Invoke'),
        when.DENIED,
        any(when.namesKeeper(context), field('errorMessage', { contains: `:function:${context.keeperFunction}` })),
      ),
  },
];
