/**
 * The keeper declines to act. The secret is as it was, but for the rules whose reason says otherwise (`already-made`,
 * `undecided`). The message goes to stack events, logs and operators: it names keys, rules and lengths, never a value, and
 * never another error's text that might quote one.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Stable name of the rule, for scripts and tests. */
  readonly rule: string;
  /** What the operator does next. */
  readonly next: string;

  constructor(details: { readonly rule: string; readonly reason: string; readonly next: string }) {
    super(details.reason);
    this.rule = details.rule;
    this.next = details.next;
  }
}
