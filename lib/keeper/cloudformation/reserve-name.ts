import { log } from '../log';
import { Refusal } from '../refusal';
import type { SecretDescription, SecretStore } from '../secret/secret-store';
import { isAccessDenied } from '../secret/service-faults';
import type { Surroundings } from '../surroundings';
import { isAwsManaged, keyInRow } from './key-in-row';

/**
 * Makes sure that no secret has the name that the stack is about to create.
 * @throws Refusal that says how to go on with the secret that is there: CloudFormation's own message does not.
 */
export async function reserveName({ store, settings }: Surroundings, signal: AbortSignal): Promise<void> {
  const found = await describeIfAllowed(store, signal);
  if (found === undefined) {
    return;
  }
  const { encryption, steps } = keyInRow(found.kmsKeyId, store.name);
  const key = isAwsManaged(found.kmsKeyId) ? '' : `, encryption: ${encryption}`;
  const adopt = `in the row ${settings.ENVIRONMENT_NAME} of lib/environments/rows.ts set secret: { mode: 'adopt', arn: '${found.arn}', seedOnAdopt: true, noOtherServiceReads: true }${key} (name transitionReaders instead of noOtherServiceReads if a running service reads it) and deploy again; ${steps === undefined ? '' : `${steps}; `}${unprotect(settings.STACK_ID)}`;
  const restore = `aws secretsmanager restore-secret --secret-id ${store.name}, then `;
  throw new Refusal({
    rule: 'name-taken',
    reason: `the secret ${store.name} exists already${found.deletedAt === undefined ? '' : ' (scheduled for deletion)'}; it is left as it is`,
    next: found.deletedAt === undefined ? adopt : restore + adopt,
  });
}

/**
 * Which resource AWS authorises for a name that no secret has is not documented, so a denial says nothing of the name; the
 * secret's own creation fails if it is taken.
 */
async function describeIfAllowed(store: SecretStore, signal: AbortSignal): Promise<SecretDescription | undefined> {
  try {
    return await store.describe(signal);
  } catch (error) {
    if (isAccessDenied(error)) {
      log({ operation: 'reserve-name', outcome: 'unknown', rule: 'access-denied' });
      return undefined;
    }
    throw error;
  }
}

/** The CDK protects a stack before its first deployment, and cannot replace one whose first deployment failed. */
function unprotect(stackId: string): string {
  const name = stackId.split('/')[1] ?? stackId;
  return `if that says "cannot be deleted while TerminationProtection is enabled" (the first deployment failed, the stack is empty): aws cloudformation update-termination-protection --stack-name ${name} --no-enable-termination-protection`;
}
