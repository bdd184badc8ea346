import type { Environment } from '../../../lib/environments/row';
import { RETAINED } from '../../support/sample-environments';

/** ARNs of the roles that the row names. */
export const NAMED = {
  breakGlass:
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_BreakGlass_0123456789abcdef',
  oldRole: 'arn:aws:iam::111122223333:role/terraform/sample-app-runner-instance',
  operator: 'arn:aws:iam::111122223333:role/operators/sample-operator',
} as const;

/** A row that names everyone whom a row can name. */
export const SIMULATED: Environment = {
  ...RETAINED,
  breakGlassRoleArns: [NAMED.breakGlass],
  transitionReaders: [
    { arn: NAMED.oldRole, reason: 'the service has this role until the move', expires: '2999-12-31' },
  ],
  operatorRoleArns: [NAMED.operator],
};
