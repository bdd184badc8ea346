import { OperatorError } from '../operator-error';
import type { AppService, Deployment } from '../services/app-service';

/** Errors that bring a step of their own before the app is looked at. */
const OWN_STEP = new Set(['overlap', 'timeout']);

/** A deployment that has begun. */
export interface Begun {
  readonly id: string;
  /** Ids of those before it. */
  readonly before: ReadonlySet<string>;
}

/** The deployments, or why they could not be listed. */
export async function look(service: AppService): Promise<readonly Deployment[] | OperatorError> {
  try {
    return await service.deployments();
  } catch (error) {
    if (error instanceof OperatorError) {
      return error;
    }
    throw error;
  }
}

/** @throws OperatorError where another deployment has begun beside it. */
export function refuseOverlap({ id, before }: Begun, listed: readonly Deployment[], { listing }: AppService): void {
  if (listed.some((other) => other.id !== id && !before.has(other.id))) {
    throw new OperatorError({
      rule: 'overlap',
      reason: 'another began at the same moment or since: one may have put back what the other changed',
      next: `${listing}, and look whether what was to change there has changed`,
    });
  }
}

/**
 * Does what comes after a deployment has begun.
 * @throws OperatorError that says that it has: who does not know would begin another.
 */
export async function onceBegun<T>(
  { id }: Begun,
  { name }: AppService,
  environment: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      throw error;
    }
    const { rule, message, next } = error;
    throw new OperatorError({
      rule,
      reason: `deployment ${id} of ${name} has begun; ${message}`,
      next: `${OWN_STEP.has(rule) ? `${next}; then ` : ''}npx kaizencoach-secrets verify ${environment}`,
    });
  }
}
