import { isObject, isSame, type Json, member } from '../assembly/json';
import { union } from '../normal/differences';

/** Members of an object of JSON. */
export type Members = Readonly<Record<string, Json>>;

/** Where a package says which others it needs. */
const NEEDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** A longer one is no range that anybody wrote. */
const LONGEST = 200;

// After a dot no letters: what ends in .tgz is a file to npm.
const PART = '(?:\\d+|[xX*])';
const VERSION = `v?${PART}(?:\\.${PART}){0,2}(?:-[0-9A-Za-z-]+(?:\\.\\d+)*)?`;
// White space in one place only: where two may take it, many of it are tried in more ways than anybody waits for.
const COMPARATOR = `(?:(?:[~^]|[<>]=?|=)\\s*)?${VERSION}`;
/** What can only be a range of versions. A file, a folder, an address or another name may stand in its place, and npm takes it. */
const RANGE = new RegExp(`^(?:${COMPARATOR}(?:\\s+-\\s+|\\s*\\|\\|\\s*|\\s+|$))*$`);

/** What a finding says of those packages. */
export const NOT_BY_RANGE = 'npm may take what is no range of versions from anywhere, whatever the lock file says:';

/** Names of the packages that `after` would need, and not by a range of versions as the registry has them; `before` did not. */
export function neededFromElsewhere(before: Json | undefined, after: Json | undefined): string[] {
  return NEEDS.flatMap((need) => {
    const [was, is] = [member(before, need), member(after, need)];
    if (!isObject(is)) {
      return is === undefined || isSame(was, is) ? [] : [need];
    }
    return union(objectOf(was), is).filter(
      (name) => !isSame(member(was, name), member(is, name)) && !isRange(member(is, name) ?? ''),
    );
  });
}

/** How `manifest` needs `name`. */
export function needsOf(manifest: Json | undefined, name: string): Json {
  return NEEDS.map((need) => member(member(manifest, need), name) ?? null);
}

function isRange(spec: Json | undefined): boolean {
  return typeof spec === 'string' && spec.length < LONGEST && RANGE.test(spec);
}

/** Whether `version` is one version. npm also takes an address, a file or another name from there. */
export function isVersion(version: Json | undefined): boolean {
  return typeof version === 'string' && /^\d+\.\d+\.\d+(?:-[0-9A-Za-z-]+(?:\.\d+)*)?$/.test(version);
}

/** Whether `integrity` is one digest that npm holds the bytes to. */
export function isDigest(integrity: Json | undefined): boolean {
  return typeof integrity === 'string' && /^sha512-[\w+/]+=*$/.test(integrity);
}

/** The members of `value`; none where it is no object. */
export function objectOf(value: Json | undefined): Members {
  return isObject(value) ? value : {};
}
