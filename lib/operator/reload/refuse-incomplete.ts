import type { SecretStatus } from '../../contract/operator-answer';
import { OperatorError } from '../operator-error';
import { nextCommands, unusableKeys } from '../status-report';

/**
 * Refuses to start the app where it could not: an instance that runs has what it loaded, and a new one would not come up.
 * @throws OperatorError that names the keys, and what mends them.
 */
export function refuseIncomplete(status: SecretStatus): void {
  const unusable = unusableKeys(status);
  if (status.versionId !== null && unusable.length === 0) {
    return;
  }
  const found = unusable.map(({ name, state }) => `${name} is ${state}`).join(', ');
  throw new OperatorError({
    rule: 'incomplete',
    reason: `${status.versionId === null ? 'the secret has no value yet' : found}; the app does not start with that, and an instance that runs goes on until something restarts it; no deployment was begun`,
    next: `${nextCommands(status).join(', then ')}, then npx kaizencoach-secrets reload ${status.environment}`,
  });
}
