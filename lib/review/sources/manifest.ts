import { isSame, member, parseJson } from '../assembly/json';
import type { Found } from '../finding';
import { union } from '../normal/differences';
import type { SourceTree } from './committed';
import { type Members, NOT_BY_RANGE, neededFromElsewhere, needsOf, objectOf } from './specs';
import { textOf } from './tree';

/** Scripts that npm runs by itself. Before and after each script that it runs, it runs one that is named after it. */
const LIFECYCLE = /^((pre|post)?(install|prepare|publish|version)|prepublishOnly|(pre|post)pack|dependencies)$/;
/**
 * What of the manifest is judged elsewhere, or is only told. Anything else decides what comes or what runs: by `bin`, npx takes a
 * file of this project before an installed program of that name.
 */
const HARMLESS = new Set([
  ...['scripts', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'engines'],
  ...['version', 'description', 'keywords', 'author', 'contributors', 'license', 'homepage', 'bugs', 'repository'],
]);

/** What the manifests of the two sides differ in. */
export function manifestFindings(base: SourceTree, head: SourceTree): Found[] {
  const [before, after] = [manifestOf(base), manifestOf(head)];
  const [was, is] = [objectOf(before['scripts']), objectOf(after['scripts'])];
  const found = (path: string, { gate, sentence, ...values }: Omit<Found, 'evidence'>): Found => ({
    gate,
    sentence,
    ...values,
    evidence: [{ logicalId: 'package.json', path }],
  });
  const scripts = changedMembers(was, is).map(({ key, ...values }) =>
    found(`scripts.${key}`, { ...scriptVerdict(key, is), ...values }),
  );
  const settings = changedMembers(before, after)
    .filter(({ key }) => !HARMLESS.has(key))
    .map(({ key, ...values }) =>
      found(key, { gate: 'supply.lock', sentence: `What decides about packages changes: \`${key}\`.`, ...values }),
    );
  const elsewhere = neededFromElsewhere(before, after).map((name) =>
    found(name, {
      gate: 'supply.lock',
      sentence: `${NOT_BY_RANGE} \`${name}\`.`,
      before: needsOf(before, name),
      after: needsOf(after, name),
    }),
  );
  return [...scripts, ...settings, ...elsewhere];
}

function scriptVerdict(name: string, scripts: Members): Pick<Found, 'gate' | 'sentence'> {
  if (name === 'review') {
    return { gate: 'review.self', sentence: 'The command that runs the review changes.' };
  }
  const [, around] = /^(?:pre|post)(.+)$/.exec(name) ?? [];
  return LIFECYCLE.test(name) || (around !== undefined && Object.hasOwn(scripts, around))
    ? { gate: 'supply.lock', sentence: `npm would run another script by itself: \`${name}\`.` }
    : { gate: 'supply.changed', sentence: `The script \`${name}\` changes.` };
}

/** The members in which two objects differ. */
function changedMembers(one: Members, other: Members) {
  return union(one, other)
    .map((key) => ({ key, before: member(one, key), after: member(other, key) }))
    .filter(({ before, after }) => !isSame(before, after));
}

function manifestOf(tree: SourceTree): Members {
  return objectOf(parseJson(textOf(tree, 'package.json') ?? '{}', 'package.json'));
}
