import type { Target } from '../../../lib/access/expected-row';
import { DEPLOYED } from '../../../lib/review/simulation/place';
import type { Request } from '../../../lib/review/simulation/requests';
import { type Answer, simulated } from '../../../lib/review/simulation/simulator';
import type { Resources } from '../../support/synthesized';
import { type Document, functionPolicy, keyPolicy, secretPolicy, trustPolicy } from './policies';
import type { Principal } from './principals';

const regional = (service: string, resource: string) =>
  `arn:aws:${service}:${DEPLOYED.region}:${DEPLOYED.account}:${resource}`;

const ARNS: Readonly<Record<Target, string>> = {
  secret: regional('secretsmanager', 'secret:sample-app-secrets-AbCdEf'),
  'other secret': regional('secretsmanager', 'secret:other-app-secrets-AbCdEf'),
  account: '*',
  key: regional('kms', 'key/00000000-0000-0000-0000-000000000000'),
  keeper: regional('lambda', 'function:sample-secret-keeper'),
  'app role': `arn:aws:iam::${DEPLOYED.account}:role/sample-instance-role`,
  'keeper role': `arn:aws:iam::${DEPLOYED.account}:role/sample-secret-keeper-role`,
  topic: regional('sns', 'sample-audit'),
};

/** The resource's own policy, where the action asks it: a role's trust policy concerns nothing but taking it on. */
function resourcePolicy(resources: Resources, { on, action }: Request): Document | undefined {
  switch (on) {
    case 'secret':
      return secretPolicy(resources, ARNS.secret);
    case 'key':
      return keyPolicy(resources);
    case 'keeper':
      return functionPolicy(resources, ARNS.keeper);
    case 'app role':
      return action.startsWith('sts:') ? trustPolicy(resources, 'sample-instance-role') : undefined;
    case 'keeper role':
      return action.startsWith('sts:') ? trustPolicy(resources, 'sample-secret-keeper-role') : undefined;
    default:
      return undefined;
  }
}

/**
 * What IAM answers to `request` by `principal`, with the policies of the template.
 * @throws Error where the simulator does not take a policy or the request.
 */
export async function simulate(
  resources: Resources,
  { principal, policies, context }: Principal,
  request: Request,
): Promise<Answer> {
  const { action, on } = request;
  const policy = resourcePolicy(resources, request);
  return await simulated({
    principal,
    action,
    resource: ARNS[on],
    context: { ...context, ...request.context },
    identityPolicies: policies,
    resourcePolicy: policy,
  });
}
