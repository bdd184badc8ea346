import type { Environment } from '../../lib/environments/row';
import { environmentNamed } from '../../lib/environments/rows';
import { identities, roleArnOf } from '../identities/identities';

const staging = environmentNamed('staging');
const people = identities(staging);

/** Staging with all that a row can name: operators, a break-glass role, backups, somebody who is told. */
export const ATTACKED: Environment = {
  ...staging,
  operatorRoleArns: [roleArnOf(people.operator), roleArnOf(people.doctor)],
  breakGlassRoleArns: [roleArnOf(people['break-glass'])],
  transitionReaders: [{ arn: roleArnOf(people['old-role']), reason: 'to be tried', expires: '2999-12-31' }],
  // The public key that age's own documentation shows.
  backupRecipients: ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
  audit: { ...staging.audit, subscriptions: ['alerts@example.com'] },
};
