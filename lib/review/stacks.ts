import { createHash } from 'node:crypto';
import type { AssembledStack, Assembly } from './assembly/assembly';
import { canonical } from './assembly/json';
import { costOf } from './cost';
import { environmentOf } from './environment-of';
import { type Finding, findingOf } from './finding';
import { mostAlike } from './most-alike';
import { differences } from './normal/differences';
import { literalFindings } from './rules/literals';
import { overwrittenFindings } from './rules/overwritten';
import { type Pair, pairOf } from './side';

/** Judges one stack, as `judge.ts` does. */
type JudgeStack = (pair: Pair) => Promise<{ readonly findings: readonly Finding[]; readonly notes: readonly string[] }>;

/** Stacks that go, and stacks that come: of one that comes, also whatever is not as in the others. */
export async function stackFindings(base: Assembly, head: Assembly, judgeStack: JudgeStack): Promise<Finding[]> {
  const come = [...head.stacks.values()].filter(({ id }) => !base.stacks.has(id));
  const found: Finding[] = [];
  for (const stack of come) {
    found.push(...(await ofNewStack(stack, base, judgeStack)));
  }
  return [...goneFindings(base, head), ...found];
}

/** SHA-256 over everything of a stack. */
function digestOf({ template, facts, assets, destinations }: AssembledStack): string {
  return createHash('sha256').update(canonical({ template, facts, assets, destinations })).digest('hex');
}

function price(stack: AssembledStack): string {
  const cost = costOf({ stack });
  return cost === undefined ? 'an amount that is not known' : `$${cost.toFixed(2)}`;
}

function goneFindings(base: Assembly, head: Assembly): Finding[] {
  const gone = [...base.stacks.values()].filter(({ id }) => !head.stacks.has(id));
  return gone.map((stack) =>
    findingOf(environmentOf(stack), {
      gate: 'assembly.stack',
      sentence: `The stack \`${stack.id}\` is no longer there: nobody deploys it any more, and what it made stays as it is.`,
      before: digestOf(stack),
      after: null,
      evidence: [{ logicalId: stack.id, path: '' }],
    }),
  );
}

/** That `stack` is new, and whatever of it is not as in the stack of the base that it is most alike. */
async function ofNewStack(stack: AssembledStack, base: Assembly, judgeStack: JudgeStack): Promise<Finding[]> {
  const environment = environmentOf(stack);
  const model = mostAlike(stack, base);
  const nothing = { ...stack, facts: {}, template: {}, assets: {}, destinations: [] };
  const pair = pairOf(environment, model?.stack ?? nothing, stack);
  // Without a base nothing is compared, which its own finding says: what there is of others is told all the same.
  const judged = base.stacks.size === 0 ? undefined : await judgeStack(pair);
  const findings =
    judged?.findings ??
    [...overwrittenFindings(pair), ...literalFindings(differences(pair.base.template, pair.head.template))].map(
      (each) => findingOf(environment, each),
    );
  const against =
    model === undefined
      ? `no stack of the base is like \`${stack.id}\``
      : `\`${stack.id}\` was compared with \`${model.of}\` of the base, as that would be under its names`;
  const isNew = findingOf(environment, {
    gate: 'assembly.stack',
    sentence: `The stack \`${stack.id}\` is new, with everything in it.`,
    details: [`an idle month of it costs ${price(stack)} by list price`, against, ...(judged?.notes ?? [])],
    before: null,
    after: digestOf(stack),
    evidence: [{ logicalId: stack.id, path: '' }],
  });
  return [isNew, ...findings.map((finding) => ({ ...finding, details: [...finding.details, against] }))];
}
