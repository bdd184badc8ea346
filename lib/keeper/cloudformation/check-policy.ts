import * as v from 'valibot';
import { ACCESS_POLICY_SID } from '../../contract/access-policy-sid';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';
import { AWS_MANAGED, isAwsManaged, keyInRow } from './key-in-row';

const policySchema = v.object({
  Statement: v.strictTuple([v.object({ Sid: v.literal(ACCESS_POLICY_SID), Effect: v.literal('Deny') })]),
});

const sidsSchema = v.object({ Statement: v.array(v.object({ Sid: v.optional(v.string()) })) });

/**
 * Makes sure, before anything about an adopted secret changes, that its key is the one that the row names and that no
 * foreign resource policy is there: a secret has one policy, and attaching another replaces it.
 * @throws Refusal that says what is there and how to go on.
 */
export async function checkPolicy({ store, settings, stackStatus }: Surroundings, signal: AbortSignal): Promise<void> {
  const { kmsKeyId } = await store.describeUsable(signal);
  const expected = settings.EXPECTED_KMS_KEY ?? AWS_MANAGED;
  if (!isKey(kmsKeyId, expected)) {
    const { encryption, steps } = keyInRow(kmsKeyId, store.name);
    throw new Refusal({
      rule: 'other-key',
      reason: `the secret ${store.name} is encrypted with ${kmsKeyId ?? 'the AWS-managed key'}, not with ${expected} as its row says; nothing was changed`,
      next: `set encryption: ${encryption} in the row ${settings.ENVIRONMENT_NAME} of lib/environments/rows.ts, then deploy again${steps === undefined ? '' : `; ${steps}`}`,
    });
  }
  const policy = await store.resourcePolicy(signal);
  if (policy !== undefined && !v.is(policySchema, parsed(policy))) {
    throw new Refusal({
      rule: 'foreign-policy',
      reason: `the secret ${store.name} has a resource policy that is not this project's (statements: ${sidsOf(policy)}); nothing was changed`,
      next: `keep what is needed of it by the row (transitionReaders, breakGlassRoleArns), then aws secretsmanager delete-resource-policy --secret-id ${store.name}, and deploy again`,
    });
  }
  // CloudFormation refuses to attach a second policy, also where the first is this project's own (aws/aws-cdk#24365): one that
  // an earlier stack left. Where this stack exists already it is its own.
  if (policy !== undefined && (await stackStatus()) === 'CREATE_IN_PROGRESS') {
    throw new Refusal({
      rule: 'policy-attached',
      reason: `the secret ${store.name} has a resource policy already, and a new stack cannot attach its own beside it; nothing was changed`,
      next: `aws secretsmanager get-resource-policy --secret-id ${store.name} shows it; if nothing in it is needed, aws secretsmanager delete-resource-policy --secret-id ${store.name}, then deploy again`,
    });
  }
}

/** A secret names its key by ARN or by id, as whoever set it wrote it. */
function isKey(found: string | undefined, expected: string): boolean {
  if (expected === AWS_MANAGED) {
    return isAwsManaged(found);
  }
  return found === expected || found === expected.split('/').at(-1);
}

function parsed(policy: string): unknown {
  try {
    return JSON.parse(policy);
  } catch {
    return undefined;
  }
}

function sidsOf(policy: string): string {
  const found = v.safeParse(sidsSchema, parsed(policy));
  return found.success ? found.output.Statement.map(({ Sid }) => Sid ?? 'unnamed').join(', ') : 'not readable';
}
