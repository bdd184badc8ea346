/** What AWS's documents leave open, or nobody has shown on AWS yet. */
export const OPEN_QUESTIONS = {
  'deny-holds': {
    question: 'whether the deny holds for an administrator, and for a batch',
    how: '`drill`, by an administrator: both refusals name an explicit deny',
  },
  'denied-names-secret': {
    question:
      'whether a denied call names the secret in its message, as in published records, also where the secret’s own policy denies',
    how: '`drill`: the record of its own read',
  },
  'in-time': {
    question: 'whether EventBridge and the log path tell within the minutes that `drill` waits',
    how: '`drill`: the seconds of each alert',
  },
  'rules-hear-reads': {
    question: 'whether rules in the read-only state hear a read, with the trail that the environment has',
    how: '`drill`: `denied` comes by EventBridge',
  },
  'rules-accepted': {
    question:
      'whether a rule of this complexity is accepted (event-ruler scores 7 at the most; 9 is known to have been accepted, 12 refused)',
    how: '`drill`: every rule of the stack is there',
  },
  'block-public-policy': {
    question: 'whether BlockPublicPolicy takes a Deny on `*`',
    how: '`drill`: the secret’s policy has the statement',
  },
  'tags-recorded': {
    question:
      'how CloudTrail writes the tags of `TagResource`: as a list of `key` and `value`; if not, `keeper-wrote` names no keys',
    how: '`drill`: the keeper’s last record of it',
  },
  'reserved-name': {
    question: 'whether AWS authorises DescribeSecret of a name that no secret has as the keeper’s policy names it',
    how: '`drill`: the keeper’s record of it at the first deployment, for 90 days',
  },
  'sessions-named': {
    question:
      'whether Lambda names the sessions of a function’s role by the function, as in published records; if not, `keeper-role-used` goes off at the first deployment',
    how: '`drill`: the keeper’s records',
  },
  'qualified-invocation': {
    question: 'whether the function’s policy holds for the qualifier `$LATEST` as for none',
    how: '`drill`: two dry-run invocations, by one who is no operator',
  },
  'silent-once': {
    question:
      'whether `trail-silent` goes off once right after the first deployment, as AWS’s treatment of missing data lets expect, and ends by itself',
    how: '`drill`, within 30 days of it: history of the alarm',
  },
  'drift-of-secret': {
    question: 'what a drift read of the secret does under the deny, and whether it alerts',
    how: 'by hand, on a demo: it asks for the value, so `drill` never asks for drift',
  },
  'revert-drift': {
    question: 'whether `cdk deploy --revert-drift` works on this stack under the deny',
    how: 'by hand, on a demo',
  },
  'secret-updated': {
    question: 'what an update of `KmsKeyId`, or any update of the secret, does under the deny',
    how: 'by hand, on a demo that is thrown away',
  },
  'previous-moved': {
    question: 'whether the label AWSPREVIOUS can be moved by hand, as the refusals advise',
    how: 'by hand, on a demo',
  },
  'weekly-by-schedule': {
    question:
      'whether EventBridge may invoke the keeper under the deny, as a service that is no principal of an account',
    how: 'by hand: the keeper’s log on the first Monday, `"operation":"weekly"`',
  },
  'providers-answer': {
    question: 'whether Strava and Google answer as their documents and clients say',
    how: '`doctor`, on the first day',
  },
  'trust-conditions': {
    question: 'whether trust conditions on `aws:SourceAccount` work for App Runner',
    how: 'by hand; left out until then',
  },
  'express-reload': {
    question:
      'whether `reload` on ECS Express Mode needs more than the operator’s policy gives (some report `ecs:DescribeTaskDefinition`), and whether the task definition that ECS registers with it alerts as `role-given`',
    how: 'by hand, on a demo that runs there',
  },
  'pipeline-roles': {
    question:
      'whether AWS compares the `ref` of GitHub’s tokens in a trust policy, as it announced in January 2026 (if not, nobody gets the pipeline’s roles), and whether the two bootstrap roles are enough for `cdk deploy`',
    how: 'the first run of the workflow Main',
  },
  'read-only-cost': { question: 'what read-only events on EventBridge cost', how: 'the bill' },
} as const satisfies Record<string, { readonly question: string; readonly how: string }>;

/** One of them. */
export type QuestionId = keyof typeof OPEN_QUESTIONS;

/** `not seen`: nothing was found that says it, either way. */
export type Verdict = 'yes' | 'no' | 'not seen';

/** What a drill says of a question; `saw` holds no part of a record but its form. */
export interface Answer {
  readonly id: QuestionId;
  readonly question: string;
  readonly verdict: Verdict;
  readonly saw: string;
}

/** The verdicts on all questions, in their order; those that nobody answered are not seen. */
export function allAnswers(given: Partial<Record<QuestionId, { verdict: Verdict; saw: string }>>): readonly Answer[] {
  const answers: Answer[] = [];
  let id: QuestionId;
  for (id in OPEN_QUESTIONS) {
    const { question, how } = OPEN_QUESTIONS[id];
    answers.push({ id, question, ...(given[id] ?? { verdict: 'not seen', saw: how }) });
  }
  return answers;
}
