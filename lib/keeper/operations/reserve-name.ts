import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';

/**
 * Makes sure that no secret has the name that the stack is about to create.
 * @throws Refusal that says how to go on with the secret that is there: CloudFormation's own message does not.
 */
export async function reserveName({ store, settings }: Surroundings, signal: AbortSignal): Promise<void> {
  const found = await store.describe(signal);
  if (found === undefined) {
    return;
  }
  const adopt = `set secret: { mode: 'adopt', arn: '${found.arn}', seedOnAdopt: true } in the row ${settings.ENVIRONMENT_NAME} of lib/environments.ts and deploy again; ${unprotect(settings.STACK_ID)}`;
  const restore = `aws secretsmanager restore-secret --secret-id ${store.name}, then `;
  throw new Refusal({
    rule: 'name-taken',
    reason: `the secret ${store.name} exists already${found.deletedAt === undefined ? '' : ' (scheduled for deletion)'}; it is left as it is`,
    next: found.deletedAt === undefined ? adopt : restore + adopt,
  });
}

/** The CDK protects a stack before its first deployment, and cannot replace one whose first deployment failed. */
function unprotect(stackId: string): string {
  const name = stackId.split('/')[1] ?? stackId;
  return `if that says "cannot be deleted while TerminationProtection is enabled" (the first deployment failed, the stack is empty): aws cloudformation update-termination-protection --stack-name ${name} --no-enable-termination-protection`;
}
