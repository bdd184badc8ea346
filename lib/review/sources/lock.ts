import { isSame, type Json, member, parseJson } from '../assembly/json';
import { code, type Found } from '../finding';
import { union } from '../normal/differences';
import type { SourceTree } from './committed';
import { isDigest, isVersion, type Members, NOT_BY_RANGE, neededFromElsewhere, objectOf } from './specs';
import { textOf } from './tree';

/** What the lock file says of a package that is judged by itself, or decides nothing for whoever takes all that it lists. */
const JUDGED = new Set([
  ...['version', 'integrity', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
  ...['peerDependenciesMeta', 'dev', 'devOptional', 'peer', 'license', 'funding', 'deprecated'],
]);
/** What another version may well say otherwise, and the same never does. */
const BY_VERSION = ['engines', 'hasInstallScript', 'os', 'cpu', 'libc'];

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
      .flatMap((path) => packageFinding(path, before, member(after, path))),
  ];
}

function packageFinding(path: string, packages: Members, after: Json | undefined): Found[] {
  const there = member(packages, path);
  const before = there ?? installedElsewhere(packages, path);
  const name = nameAt(path);
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
  // What the lock file says of a package is not held to what the package says. One that is optional and not for this machine, or
  // whose bytes are others, npm leaves out without a word. Of a further copy only its place says whether it is.
  const said = union(objectOf(before), objectOf(after))
    .filter((key) => !JUDGED.has(key) && differs(key) && (key !== 'optional' || there !== undefined))
    .map((key) => ({ key, isByVersion: BY_VERSION.includes(key) && differs('version') }));
  const others = said.flatMap(({ key, isByVersion }) => (isByVersion ? [] : [code(key)]));
  if (others.length > 0) {
    return gate(`The package \`${name}\` would be installed otherwise: ${others.join(', ')}.`);
  }
  const [was, is] = [member(before, 'version'), member(after, 'version')];
  if (!differs('version')) {
    if (differs('integrity')) {
      return gate(`The package \`${name}\` would have other bytes at the same version.`);
    }
  } else if (!isVersion(is)) {
    return gate(`The package \`${name}\` would come from another place, which is said in place of a version.`);
  } else if (!isBundled(after) && (!differs('integrity') || !isDigest(member(after, 'integrity')))) {
    return gate(`The package \`${name}\` would have another version, and the same bytes or some that nobody checks.`);
  }
  if (there !== undefined && !differs('version')) {
    return [];
  }
  const instead = there === undefined ? 'in one more place' : `instead of ${String(was)}`;
  const more =
    said.length === 0 ? '' : `, and the lock file says otherwise of it: ${said.map(({ key }) => code(key)).join(', ')}`;
  const sentence = `The package \`${name}\` would have version ${String(is)} ${instead}${more}.`;
  return [{ gate: 'supply.changed', sentence, before, after, evidence: [{ logicalId: 'package-lock.json', path }] }];
}

/** Whether a package comes in the archive of the one that it lies in: that one's digest is over its bytes too. */
function isBundled(entry: Json): boolean {
  return member(entry, 'inBundle') === true;
}

function nameAt(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}

/** The same package where it is installed already: npm puts it beside who needs another version, or the same once more. */
function installedElsewhere(packages: Members, path: string): Json | undefined {
  const isInstalled = (other: string) => other.startsWith('node_modules/');
  return isInstalled(path)
    ? Object.entries(packages).find(([other]) => isInstalled(other) && nameAt(other) === nameAt(path))?.[1]
    : undefined;
}

/** Names of the packages that npm puts where every file of a side finds them; none that is a link to a folder of the side itself. */
export function installedNames(tree: SourceTree): string[] {
  return Object.entries(lockOf(tree).packages).flatMap(([path, entry]) => {
    const [, name] = /^node_modules\/((?:@[\w.-]+\/)?[\w-][\w.-]*)$/.exec(path) ?? [];
    return name === undefined || member(entry, 'link') !== undefined ? [] : [name];
  });
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
