import { isSame, type Json, member, parseJson } from '../assembly/json';
import type { Found } from '../finding';
import { union } from '../normal/differences';
import { isDigest, isVersion, type Members, NOT_BY_RANGE, neededFromElsewhere, objectOf } from './specs';
import { type SourceTree, textOf } from './tree';

/** What the lock file says of a package that is judged by itself, or decides nothing but whether it comes along. */
const JUDGED = new Set([
  ...['version', 'integrity', 'hasInstallScript', 'dependencies', 'devDependencies', 'optionalDependencies'],
  ...['peerDependencies', 'peerDependenciesMeta', 'dev', 'devOptional', 'optional', 'peer', 'os', 'cpu', 'libc'],
  ...['engines', 'license', 'funding', 'deprecated'],
]);

/** What the lock files of the two sides differ in. */
export function lockFindings(base: SourceTree, head: SourceTree): Found[] {
  const { packages: before, rest: was } = lockOf(base);
  const { packages: after, rest: is } = lockOf(head);
  const evidence = [{ logicalId: 'package-lock.json', path: '' }];
  const sentence = 'The lock file is written otherwise: npm may install what stands outside its list of packages.';
  return [
    ...(isSame(was, is) ? [] : [{ gate: 'supply.lock' as const, sentence, before: was, after: is, evidence }]),
    ...union(before, after)
      .filter((path) => !isSame(member(before, path), member(after, path)))
      .flatMap((path) => packageFinding(path, member(before, path), member(after, path))),
  ];
}

function packageFinding(path: string, before: Json | undefined, after: Json | undefined): Found[] {
  const name = path.replace(/^.*node_modules\//, '');
  const gate = (sentence: string): Found[] => [
    { gate: 'supply.lock', sentence, before, after, evidence: [{ logicalId: 'package-lock.json', path }] },
  ];
  if (after === undefined) {
    return [];
  }
  const elsewhere = neededFromElsewhere(before, after);
  if (elsewhere.length > 0) {
    return gate(`${NOT_BY_RANGE} ${elsewhere.map((each) => `\`${each}\``).join(', ')}.`);
  }
  if (path === '') {
    // The project itself: the manifest is judged.
    return [];
  }
  const differs = (key: string) => !isSame(member(before, key), member(after, key));
  if (
    (member(after, 'hasInstallScript') ?? false) !== false &&
    (before === undefined || differs('hasInstallScript') || differs('version') || differs('integrity'))
  ) {
    return gate(`The package \`${name}\` would run a script of its own at installation.`);
  }
  if (before === undefined) {
    return gate(`The package \`${name}\` is new.`);
  }
  if (differs('resolved') || differs('link') || differs('inBundle')) {
    return gate(`The package \`${name}\` would come from another place.`);
  }
  const others = union(objectOf(before), objectOf(after)).filter((key) => !JUDGED.has(key) && differs(key));
  if (others.length > 0) {
    // What the lock file says of a package is not held to what the package says.
    return gate(
      `The package \`${name}\` would be installed otherwise: ${others.map((key) => `\`${key}\``).join(', ')}.`,
    );
  }
  if (!differs('version')) {
    return differs('integrity') ? gate(`The package \`${name}\` would have other bytes at the same version.`) : [];
  }
  const [was, is] = [member(before, 'version'), member(after, 'version')];
  if (!isVersion(is)) {
    return gate(
      `The package \`${name}\` would come from another place, said in place of a version: \`${String(is)}\`.`,
    );
  }
  if (!differs('integrity') || !isDigest(member(after, 'integrity'))) {
    return gate(`The package \`${name}\` would have another version, and the same bytes or some that nobody checks.`);
  }
  const sentence = `The package \`${name}\` would have version ${String(is)} instead of ${String(was)}.`;
  return [{ gate: 'supply.changed', sentence, before, after, evidence: [{ logicalId: 'package-lock.json', path }] }];
}

/** The packages of a lock file, and what else it says that decides. */
function lockOf(tree: SourceTree): { readonly packages: Members; readonly rest: Members } {
  const text = textOf(tree, 'package-lock.json');
  const {
    packages = {},
    name: _,
    version: __,
    ...rest
  } = text === undefined ? {} : objectOf(parseJson(text, 'package-lock.json'));
  return { packages: objectOf(packages), rest };
}
