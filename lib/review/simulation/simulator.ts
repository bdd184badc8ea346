import { anonymousPrincipal, runSimulation, type SimulationRequestPrincipal } from '@cloud-copilot/iam-simulate';
import { remembered } from '../../remembered';
import { DEPLOYED } from './place';

/** Who asks: the ARN of a user, role or session, or nobody. */
export type Asker = SimulationRequestPrincipal;

/** A request without credentials. */
export const UNSIGNED: Asker = anonymousPrincipal;

/** What IAM says. */
export type Answer = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

/** One question to IAM. */
export interface Question {
  readonly principal: Asker;
  readonly action: string;
  readonly resource: string;
  /** What AWS says of the request. */
  readonly context: Readonly<Record<string, string | string[]>>;
  readonly identityPolicies: readonly object[];
  readonly resourcePolicy: object | undefined;
}

const answered = new Map<string, Promise<Answer>>();

/**
 * What IAM answers; the same question is answered once. The only place that knows the simulator, whose licence (AGPL) keeps it
 * to development: nothing that is deployed or shipped imports this file.
 * @throws Error where the simulator does not take a policy or the request.
 */
export function simulated(question: Question): Promise<Answer> {
  const asked = asTags(JSON.stringify(question));
  return remembered(answered, asked, () => answerTo(JSON.parse(asked)));
}

async function answerTo(question: Question): Promise<Answer> {
  const { principal, action, resource, context, identityPolicies, resourcePolicy } = question;
  const result = await runSimulation(
    {
      request: { principal, action, resource: { resource, accountId: DEPLOYED.account }, contextVariables: context },
      identityPolicies: identityPolicies.map((policy, index) => ({ name: `policy ${index}`, policy })),
      resourcePolicy,
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error') {
    throw new Error(`${action} on ${resource} cannot be simulated: ${JSON.stringify(result.errors)}`);
  }
  return result.overallResult;
}

/**
 * The simulator does not see that `kms:EncryptionContext:SecretARN` is one of AWS's `kms:EncryptionContext:${…}`, nor what a token
 * of GitHub says, and leaves them out of the request. Under the name of a request tag, in request and policy, it evaluates them as
 * the text that they are.
 */
function asTags(json: string): string {
  return json
    .replaceAll(/"kms:EncryptionContext:/gi, '"aws:RequestTag/encryption-context-')
    .replaceAll(/"token\.actions\.githubusercontent\.com:/gi, '"aws:RequestTag/github-');
}
