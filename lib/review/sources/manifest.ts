import { isSame, type Json, parseJson } from '../assembly/json';
import type { Found } from '../finding';
import { union } from '../normal/differences';
import { type Members, NOT_BY_RANGE, neededFromElsewhere, needsOf, objectOf } from './specs';
import { type SourceTree, textOf } from './tree';

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
  const before = manifestOf(base);
  const after = manifestOf(head);
  const scriptsBefore = objectOf(before['scripts']);
  const scriptsAfter = objectOf(after['scripts']);
  const found = (
    gate: 'supply.lock' | 'review.self' | 'supply.changed',
    sentence: string,
    path: string,
    was: Json | undefined,
    is: Json | undefined,
  ): Found => ({
    gate,
    sentence,
    before: was,
    after: is,
    evidence: [{ logicalId: 'package.json', path }],
  });
  const scripts = union(scriptsBefore, scriptsAfter).flatMap((name): Found[] => {
    const was = scriptsBefore[name];
    const is = scriptsAfter[name];
    if (isSame(was, is)) {
      return [];
    }
    const path = `scripts.${name}`;
    if (name === 'review') {
      return [found('review.self', 'The command that runs the review changes.', path, was, is)];
    }
    const [, around] = /^(?:pre|post)(.+)$/.exec(name) ?? [];
    return LIFECYCLE.test(name) || (around !== undefined && Object.hasOwn(scriptsAfter, around))
      ? [found('supply.lock', `npm would run another script by itself: \`${name}\`.`, path, was, is)]
      : [found('supply.changed', `The script \`${name}\` changes.`, path, was, is)];
  });
  const settings = union(before, after)
    .filter((key) => !HARMLESS.has(key) && !isSame(before[key], after[key]))
    .map((key) =>
      found('supply.lock', `What decides about packages changes: \`${key}\`.`, key, before[key], after[key]),
    );
  const elsewhere = neededFromElsewhere(before, after).map((name) =>
    found('supply.lock', `${NOT_BY_RANGE} \`${name}\`.`, name, needsOf(before, name), needsOf(after, name)),
  );
  return [...scripts, ...settings, ...elsewhere];
}

function manifestOf(tree: SourceTree): Members {
  return objectOf(parseJson(textOf(tree, 'package.json') ?? '{}', 'package.json'));
}
