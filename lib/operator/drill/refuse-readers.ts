import { resourceNames } from '../../environments/names';
import { readerArns, secretReaders } from '../../environments/readers';
import type { Environment } from '../../environments/row';
import { OperatorError } from '../operator-error';
import type { Caller } from '../services/attempts';

/**
 * Whoever may read would be given the value, and the alert would be another one. A session's ARN names its role without the
 * path, so that a role of the same name under another path is refused too.
 * @throws OperatorError where the caller is a reader of the row, or is in another account than the row pins.
 */
export function refuseReaders({ account, arn }: Caller, environment: Environment): void {
  if (environment.account !== undefined && environment.account !== account) {
    throw new OperatorError({
      rule: 'other-account',
      reason: `this is the account ${account}; the row of ${environment.name} says ${environment.account}`,
      next: 'choose a profile of that account with --profile',
    });
  }
  const place = { partition: arn.split(':')[1] ?? 'aws', account, region: '' };
  const readers = readerArns(secretReaders(place, resourceNames(environment), environment));
  const role = /^arn:[^:]+:sts::[0-9]{12}:assumed-role\/([^/]+)\//.exec(arn)?.[1];
  if (arn === '' || readers.some((reader) => reader === arn || nameOf(reader) === role)) {
    throw new OperatorError({
      rule: 'reader',
      reason:
        arn === '' ? 'AWS did not say who you are' : `you are ${arn}, who may read the value of ${environment.name}`,
      next: 'drill as somebody who is no reader, such as with the doctor and the driller policy',
    });
  }
}

function nameOf(roleArn: string): string | undefined {
  return roleArn.split('/').at(-1);
}
