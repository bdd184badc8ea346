import { type EvaluationResult, runSimulation } from '@cloud-copilot/iam-simulate';
import type { Target } from '../../../lib/access/expected-row';
import { DEPLOYED } from '../../support/resolve-intrinsics';
import type { Resources } from '../../support/synthesized';
import { type Document, functionPolicy, keyPolicy, secretPolicy, trustPolicy } from './policies';
import type { Principal } from './principals';
import type { Request } from './requests';

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
): Promise<EvaluationResult> {
  const { action, on } = request;
  const policy = resourcePolicy(resources, request);
  const result = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource: ARNS[on], accountId: DEPLOYED.account },
        contextVariables: asTags({ ...context, ...request.context }),
      },
      identityPolicies: policies.map((identity, index) => ({ name: `policy ${index}`, policy: asTags(identity) })),
      resourcePolicy: policy === undefined ? undefined : asTags(policy),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') {
    throw new Error(`${action} on the ${on} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult;
}

/**
 * The simulator does not see that `kms:EncryptionContext:SecretARN` is one of AWS's `kms:EncryptionContext:${…}`, and leaves it
 * out of the request. Under the name of a request tag, in request and policy, it evaluates it as the text that it is.
 */
function asTags<T extends object>(from: T): T {
  return JSON.parse(JSON.stringify(from).replaceAll('"kms:EncryptionContext:', '"aws:RequestTag/encryption-context-'));
}
