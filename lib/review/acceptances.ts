import * as v from 'valibot';
import { canonical, type Json, parseJson } from './assembly/json';
import type { Finding } from './finding';
import { GATES, isGate } from './gates';
import { NotComparable } from './not-comparable';

/** The list of them, in the project's folder. */
export const ACCEPTANCES = 'review/acceptances.json';

const LONGEST_DAYS = 30;
const DAY = 86_400_000;
/** The page shows each text; longer ones would take the place of the findings. */
const MOST_CHARACTERS = 500;

const BY_HAND = ', changed by hand';

/** What an environment is called in findings about what somebody changed there by hand. */
export function byHand(name: string): string {
  return `${name}${BY_HAND}`;
}

/** What the page of a release calls an environment: a page that shows another name would say the author's own words. */
const IN_A_RELEASE = new RegExp(`^[a-z][a-z0-9]*(${BY_HAND})?$`);

const acceptanceSchema = v.strictObject({
  gate: v.pipe(v.string(), v.maxLength(MOST_CHARACTERS)),
  environment: v.pipe(v.string(), v.maxLength(MOST_CHARACTERS)),
  /** Of what runs: the page of a release has the finding, and a review of a change does not. */
  of: v.optional(v.literal('release')),
  /** Fingerprint of the finding. */
  finding: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  reason: v.pipe(v.string(), v.trim(), v.minLength(20), v.maxLength(MOST_CHARACTERS)),
  /** Last day, as `YYYY-MM-DD`. */
  until: v.pipe(v.string(), v.isoDate()),
});

/** A finding that somebody accepts by name. */
export type Acceptance = v.InferOutput<typeof acceptanceSchema>;

/** Which findings are accepted, and which acceptances do not count. */
export interface Accepted {
  readonly accepted: readonly { readonly finding: Finding; readonly acceptance: Acceptance }[];
  /** What a change adds for a release, and not for itself. */
  readonly forRelease: readonly Acceptance[];
  /** Why an acceptance that this change adds does not count. */
  readonly refused: readonly string[];
}

/**
 * The acceptances that one text of the file adds to those of another: only they count. The file is read as data.
 * @param base text of the file before, absent where there was none; `head` the same after.
 * @throws NotComparable where it is not a list of acceptances.
 */
export function addedAcceptances(base: string | undefined, head: string | undefined): Acceptance[] {
  const known = new Set(entriesOf(base).map(canonical));
  return entriesOf(head)
    .filter((entry) => !known.has(canonical(entry)))
    .map((entry) => {
      const parsed = v.safeParse(acceptanceSchema, entry);
      if (!parsed.success) {
        throw new NotComparable(
          `${ACCEPTANCES}: an acceptance must have gate, environment, finding (32 hex digits), reason (20 to ${MOST_CHARACTERS} characters) and until (YYYY-MM-DD), may say that it is of a release, and nothing else`,
        );
      }
      return parsed.output;
    });
}

function entriesOf(text: string | undefined): readonly Json[] {
  const parsed = parseJson(text ?? '[]', ACCEPTANCES);
  if (!Array.isArray(parsed)) {
    throw new NotComparable(`${ACCEPTANCES} must hold a list`);
  }
  return parsed;
}

/**
 * Matches `acceptances` with `findings`.
 * @param today `YYYY-MM-DD`; `kind` what the findings are about: those of a release accept nothing of a change.
 */
export function accept(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
  { today, kind }: { readonly today: string; readonly kind: 'change' | 'deployed' },
): Accepted {
  const accepted: { finding: Finding; acceptance: Acceptance }[] = [];
  const forRelease: Acceptance[] = [];
  const refused: string[] = [];
  for (const acceptance of acceptances) {
    const isLater = kind === 'change' && acceptance.of === 'release';
    const finding = isLater ? undefined : findings.find((each) => isMeant(each, acceptance));
    const wrong = whyNot(acceptance, today);
    if (wrong === undefined && isLater) {
      forRelease.push(acceptance);
    } else if (wrong === undefined && finding !== undefined) {
      accepted.push({ finding, acceptance });
    } else {
      refused.push(
        `${acceptance.gate} in ${acceptance.environment}, ${acceptance.finding}: ${wrong ?? 'there is no such finding: the change is another than the one accepted'}`,
      );
    }
  }
  return { accepted, forRelease, refused };
}

/** Whether an acceptance names this finding. */
export function isMeant(finding: Finding, { gate, environment, finding: fingerprint }: Acceptance): boolean {
  return finding.gate === gate && finding.environments.includes(environment) && finding.fingerprint === fingerprint;
}

/** Why an acceptance would not count whatever there is to accept. */
function whyNot({ gate, environment, of, until }: Acceptance, today: string): string | undefined {
  const days = (Date.parse(until) - Date.parse(today)) / DAY;
  if (!isGate(gate)) {
    return 'there is no such gate';
  }
  if (GATES[gate].stops === 'final') {
    return 'this gate cannot be accepted';
  }
  if (!(days >= 0 && days <= LONGEST_DAYS)) {
    return `until must be from today on and at most ${LONGEST_DAYS} days off`;
  }
  return of === 'release' && !IN_A_RELEASE.test(environment) ? 'there is no such environment' : undefined;
}
