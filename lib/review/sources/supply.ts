import { isObject, isSame, type Json, member, parseJson } from '../assembly/json';
import type { Found } from '../finding';
import { union } from '../normal/differences';
import { type SourceTree, textOf } from './tree';

/** Scripts that npm runs by itself. */
const LIFECYCLE = /^(pre|post)|^(install|prepare|prepublish|prepublishOnly|prepack|publish|dependencies)$/;
/**
 * What of the manifest is judged elsewhere, or is only told. Anything else decides what comes or what runs: by `bin`, npx takes a
 * file of this project before an installed program of that name.
 */
const HARMLESS = new Set([
  ...['scripts', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'engines'],
  ...['version', 'description', 'keywords', 'author', 'contributors', 'license', 'homepage', 'bugs', 'repository'],
]);
/** What the lock file says of a package that is judged by itself, or decides nothing but whether it comes along. */
const JUDGED = new Set([
  ...['version', 'integrity', 'hasInstallScript', 'dependencies', 'devDependencies', 'optionalDependencies'],
  ...['peerDependencies', 'peerDependenciesMeta', 'dev', 'devOptional', 'optional', 'peer', 'os', 'cpu', 'libc'],
  ...['engines', 'license', 'funding', 'deprecated'],
]);
/** Other lock files, which npm or another tool would prefer, and what npm builds by itself where it is in the project's folder. */
const TELLING_NPM = [
  'binding.gyp',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lockb',
  'bun.lock',
  '.npmrc',
  '.yarnrc.yml',
];

/** What the packages of the two sides differ in. */
export function supplyFindings(base: SourceTree, head: SourceTree): Found[] {
  return [...lockFindings(base, head), ...manifestFindings(base, head), ...settingsFindings(base, head)];
}

function lockFindings(base: SourceTree, head: SourceTree): Found[] {
  const { packages: before, rest: was } = lockOf(base);
  const { packages: after, rest: is } = lockOf(head);
  const evidence = [{ logicalId: 'package-lock.json', path: '' }];
  const sentence = 'The lock file is written otherwise: npm may install what stands outside its list of packages.';
  return [
    ...(isSame(was, is) ? [] : [{ gate: 'supply.lock' as const, sentence, before: was, after: is, evidence }]),
    ...union(before, after)
      .filter((path) => path !== '' && !isSame(before[path], after[path]))
      .flatMap((path) => packageFinding(path, before[path], after[path])),
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
  const differs = (key: string) => !isSame(member(before, key), member(after, key));
  if (
    member(after, 'hasInstallScript') === true &&
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
  if (differs('integrity') && !differs('version')) {
    return gate(`The package \`${name}\` would have other bytes at the same version.`);
  }
  if (differs('version') && !differs('integrity')) {
    return gate(`The package \`${name}\` would have another version and the same bytes, or none that are checked.`);
  }
  const text = `The package \`${name}\` would have version ${String(member(after, 'version'))} instead of ${String(member(before, 'version'))}.`;
  return differs('version') && typeof member(after, 'integrity') === 'string'
    ? [{ gate: 'supply.changed', sentence: text, before, after, evidence: [{ logicalId: 'package-lock.json', path }] }]
    : differs('version')
      ? gate(`The package \`${name}\` would have bytes that nobody checks.`)
      : [];
}

function manifestFindings(base: SourceTree, head: SourceTree): Found[] {
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
    return LIFECYCLE.test(name)
      ? [found('supply.lock', `npm would run another script by itself: \`${name}\`.`, path, was, is)]
      : [found('supply.changed', `The script \`${name}\` changes.`, path, was, is)];
  });
  const settings = union(before, after)
    .filter((key) => !HARMLESS.has(key) && !isSame(before[key], after[key]))
    .map((key) =>
      found('supply.lock', `What decides about packages changes: \`${key}\`.`, key, before[key], after[key]),
    );
  return [...scripts, ...settings];
}

function settingsFindings(base: SourceTree, head: SourceTree): Found[] {
  return TELLING_NPM.filter((path) => textOf(base, path) !== textOf(head, path)).map((path) => ({
    gate: 'supply.lock',
    sentence: `npm is told otherwise by \`${path}\`.`,
    before: textOf(base, path),
    after: textOf(head, path),
    evidence: [{ logicalId: path, path: '' }],
  }));
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

function manifestOf(tree: SourceTree): Members {
  return objectOf(parseJson(textOf(tree, 'package.json') ?? '{}', 'package.json'));
}

type Members = Readonly<Record<string, Json>>;

function objectOf(value: Json | undefined): Members {
  return isObject(value) ? value : {};
}
