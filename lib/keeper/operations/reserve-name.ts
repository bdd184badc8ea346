import { Refusal } from '../refusal';
import type { SecretStore } from '../store/secret-store';

/**
 * Makes sure that no secret has the name that the stack is about to create.
 * @throws Refusal that says how to go on with the secret that is there: CloudFormation's own message does not.
 */
export async function reserveName(store: SecretStore, environmentName: string, signal: AbortSignal): Promise<void> {
  const found = await store.describe(signal);
  if (found === undefined) {
    return;
  }
  const adopt = `set secret: { mode: 'adopt', arn: '${found.arn}', seedOnAdopt: true } in the row ${environmentName} of lib/environments.ts, then deploy again`;
  const restore = `aws secretsmanager restore-secret --secret-id ${store.name}, then `;
  throw new Refusal({
    rule: 'name-taken',
    reason: `the secret ${store.name} exists already${found.deletedAt === undefined ? '' : ' (scheduled for deletion)'}; it is left as it is`,
    next: found.deletedAt === undefined ? adopt : restore + adopt,
  });
}
