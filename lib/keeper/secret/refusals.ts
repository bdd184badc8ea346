import { Refusal } from '../refusal';

/** The refusal of a secret that Secrets Manager will delete. */
export function scheduledForDeletion(name: string): Refusal {
  return new Refusal({
    rule: 'scheduled-for-deletion',
    reason: `the secret ${name} is scheduled for deletion; it is left as it is`,
    next: `aws secretsmanager restore-secret --secret-id ${name}, then try again`,
  });
}

/** The refusal where there is no secret at all; one that the row adopts is none of the stack's to create. */
export function noSuchSecret(name: string, isAdopted: boolean): Refusal {
  return new Refusal({
    rule: 'no-such-secret',
    reason: `there is no secret ${name}`,
    next: isAdopted
      ? 'its row in lib/environments/rows.ts adopts it (secret.arn), so no deployment makes it: look in another account or Region, or make it and put its ARN into the row'
      : 'deploy the stack of this environment, which creates it; with --revert-drift if it was deleted',
  });
}

/** The refusal where nothing was stored yet. */
export function noValue(name: string): Refusal {
  return new Refusal({ rule: 'no-value', reason: `the secret ${name} has no value yet`, next: 'deploy or seed it' });
}
