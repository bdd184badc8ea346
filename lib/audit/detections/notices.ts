import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all } from '../expression';

/** What was meant to happen, told so that its absence or its surplus is noticed. */
export const NOTICES: readonly EventDetection[] = [
  {
    id: 'keeper-wrote',
    meaning: 'The keeper changed keys of the secret',
    severity: 'information',
    path: 'immediate',
    alarm: 'change',
    whatToDo:
      'Nothing, if it was meant. The notice keeper-invoked at the same time says who asked, unless it was a deployment.',
    // The keeper records each key that it changes as a tag: the only call that names keys, and never values.
    when: (context) =>
      all(
        when.by(context.readers.keeperRoleArn),
        when.operation('TagResource'),
        when.SUCCEEDED,
        when.namesSecret(context),
      ),
  },
  {
    id: 'keeper-invoked',
    meaning: 'Somebody asked the keeper for something',
    severity: 'information',
    path: 'immediate',
    alarm: 'access',
    whatToDo: 'Nothing, if the person is an operator. It needs a trail that records the invocations of the keeper.',
    when: (context) =>
      all(when.operation('Invoke'), when.SUCCEEDED, when.anyoneButADeployment(context), when.namesKeeper(context)),
  },
];
