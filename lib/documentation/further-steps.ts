/** What comes after the first step of an alert, for the runbook. */
const FURTHER_STEPS: Readonly<Record<string, readonly string[]>> = {
  'value-read': [
    'The record’s `who` and `from` say which session and address. A role that ought to read belongs into the row (`breakGlassRoleArns`, `transitionReaders`), not into a policy by hand.',
    'A read that went through although the secret’s policy denies it means that the policy was changed: look for [settings-changed](#settings-changed) before it, and deploy again.',
    'Then [a key leaked](#a-key-leaked), for every key.',
  ],
  'value-decrypted': ['Go on as for [value-read](#value-read).'],
  'batch-read': [
    'No [value-read](#value-read) within ten minutes: the value was not given, somebody swept the account. Look what else was in the batch.',
  ],
  'break-glass': [
    'Deploy again and let `npx kaizencoach-secrets status <environment>` show that nothing was left half done.',
    'Take the emergency’s end into your record: when, who, what was read.',
  ],
  'many-reads': [
    'A restart loop shows in the service’s log and in `npx kaizencoach-secrets verify <environment>`; go on with [SECRET_KEY not found](#secret_key-not-found).',
    'Reads from an address that is not App Runner’s: somebody holds credentials of the app’s role. Revoke its sessions (IAM console, the role, Revoke sessions; alerts as [role-changed](#role-changed)), start the app again, then [a key leaked](#a-key-leaked).',
    'More instances than before: raise `audit.maxReadsPerHour` in the row.',
  ],
  denied: [
    '`npx kaizencoach-secrets doctor <environment>` compares the app’s role, its trust and the secret’s policy with what they must be.',
  ],
  'keeper-denied': [
    'A deployment that was denied: `operatorRoleArns` is in use and the stack was deployed with another role than the bootstrap’s. Deploy with the bootstrap’s role.',
  ],
  'value-changed': [
    '`npx kaizencoach-secrets status <environment>` names what is missing or malformed; `recover` brings back what was dropped or broken, `rollback` goes back to the version before.',
    'Do it before the next write: a second edit by hand pushes the good version out of AWSPREVIOUS.',
    'A moved label, too, is a change: compare the version id with the one in the last notice [keeper-wrote](#keeper-wrote).',
  ],
  'settings-changed': [
    'Scheduled for deletion: [the secret was deleted](#the-secret-was-deleted).',
    'While the policy was away, everyone with `GetSecretValue` could read (with a customer-managed key: only the readers): look for [value-read](#value-read) in that time.',
    'A replica in another Region keeps the value when the primary is protected again: remove it.',
  ],
  'role-changed': [
    'A changed trust lets somebody become the app or the keeper: then go on as for [value-read](#value-read).',
  ],
  'keeper-changed': [
    'Compare the function’s `CodeSha256` with that of the deployment, and save the changed code before you replace it.',
  ],
  'key-changed': [
    '`aws kms cancel-key-deletion --key-id KEY`, `aws kms enable-key --key-id KEY`, `aws kms list-grants --key-id KEY`; revoke grants that nobody can explain.',
    'The running app keeps what it has loaded; it must not be restarted until the key works.',
  ],
  'trail-changed': [
    '`aws cloudtrail start-logging --name TRAIL`, then `aws cloudtrail validate-logs` over the time in between.',
    'CloudTrail’s own event history keeps 90 days of management events whatever happens to a trail: read it for the gap.',
  ],
  'alerts-changed': [
    'An unsubscribed or unconfirmed address gets nothing: `npx kaizencoach-secrets doctor <environment>` lists it.',
  ],
  'trail-silent': [
    '`aws cloudtrail get-trail-status --name TRAIL` shows `IsLogging` and both delivery errors.',
    'Right after the first deployment it may go off once, before the first delivery; whether it does is [not confirmed](security-model.md#what-only-a-real-account-can-confirm).',
  ],
  'keeper-wrote': ['If it was not meant: `npx kaizencoach-secrets status <environment>`, then `rollback`.'],
  'keeper-invoked': [
    'If the person is no operator: list the operators in `operatorRoleArns`, deploy, and look for [keeper-wrote](#keeper-wrote) since.',
  ],
};

/**
 * The steps after the first of the alert called `id`.
 * @throws Error where there are none: an alert without a procedure is of no use at night.
 */
export function furtherSteps(id: string): readonly string[] {
  const steps = FURTHER_STEPS[id];
  if (steps === undefined) {
    throw new Error(`lib/documentation/further-steps.ts must say how to go on after the alert ${id}`);
  }
  return steps;
}
