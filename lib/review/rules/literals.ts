import { CATALOGUE } from '../../catalogue/catalogue';
import { canonical, isList, isObject, type Json, type JsonObject, member } from '../assembly/json';
import type { Found } from '../finding';
import type { Difference } from '../normal/differences';
import type { NormalResource } from '../normal/template';
import type { Pair, Side } from '../side';

/** Text of this form is a value of some kind, or as good as one. */
const VALUES = [
  /\{\{resolve:/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\./,
  /\bGOCSPX-/,
  /(?<![0-9a-z])[0-9a-f]{40,}(?![0-9a-z])/i,
];

/** Everything that a change puts into the template and that is a value, or resolves to one. */
export function literalFindings(differences: readonly Difference[]): Found[] {
  return differences.flatMap(({ logicalId, path, before, after }): Found[] => {
    const known = new Set(textsIn(before, []).map(({ text }) => text));
    const found = textsIn(after, path).filter(({ text, path: at }) => !known.has(text) && isValue(text, at));
    const [first] = found;
    return first === undefined
      ? []
      : [
          {
            gate: 'data.in-template',
            sentence: `A value, or a reference that resolves to one, would stand in the template, at \`${logicalId}\`.`,
            before: null,
            // The template holds it already, but a page is read by more people.
            after: found.map(({ path: at, text }) => `${at.join('.')}: ${text.length} characters`),
            evidence: found.map(({ path: at }) => ({ logicalId, path: at.join('.') })),
          },
        ];
  });
}

/** Texts that change nothing, and so are in no difference: the metadata, and the names of statements and policies. */
export function unjudgedTexts({ base, head }: Pair): Difference[] {
  return Object.values(head.template.resources).flatMap(({ id, type, policies }): Difference[] => {
    const texts = (side: Side, own: NormalResource['policies']): Json => [
      ...own.map(({ document }) => document),
      // Hashes and paths that the CDK writes.
      Object.fromEntries(Object.entries(metadataOf(side, id)).filter(([key]) => !/^aws:(asset|cdk):/.test(key))),
    ];
    const before = texts(base, base.template.resources[id]?.policies ?? []);
    const after = texts(head, policies);
    return canonical(before) === canonical(after) ? [] : [{ logicalId: id, type, path: ['Metadata'], before, after }];
  });
}

function metadataOf({ stack }: Side, id: string): JsonObject {
  const found = member(member(member(stack.template, 'Resources'), id), 'Metadata');
  return isObject(found) ? found : {};
}

/** Whether a text looks like a value of the catalogue, or stands under the name of a key that is secret. */
function isValue(text: string, path: readonly string[]): boolean {
  // A logical id is long, and ends in eight digits of a hash.
  const isName =
    /^[A-Za-z]+[0-9A-F]{8}$/.test(text) ||
    path.at(-1) === 'S3Key' ||
    path.includes('Code') ||
    path.includes('DependsOn');
  return !isName && (VALUES.some((pattern) => pattern.test(text)) || isRandom(text) || isUnderKey(text, path));
}

function isUnderKey(text: string, path: readonly string[]): boolean {
  const names = path.map((name) => name.toUpperCase());
  return (
    text !== '' && !text.startsWith('${') && CATALOGUE.some(({ name }) => names.includes(name) && !PUBLIC.has(name))
  );
}

const PUBLIC = new Set(['STRAVA_CLIENT_ID', 'GCP_PROJECT_ID', 'GCP_LOCATION']);

/** 32 characters or more of base64 with capitals, small letters and digits, as no name of this project is. */
function isRandom(text: string): boolean {
  return (
    text
      .replace(/\$\{[^}]*\}/g, ':')
      .replace(/arn:[^\s"',]+/g, ' ')
      .match(/[A-Za-z0-9+/_=-]{32,}/g) ?? []
  ).some(
    (run) => /[A-Z]/.test(run) && /[a-z]/.test(run) && (run.match(/\d/g) ?? []).length >= 4 && !run.includes('/role/'),
  );
}

function textsIn(
  value: Json | undefined,
  path: readonly string[],
): { readonly text: string; readonly path: readonly string[] }[] {
  if (isList(value)) {
    return value.flatMap((entry, index) => textsIn(entry, [...path, String(index)]));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, each]) => [{ text: key, path }, ...textsIn(each, [...path, key])]);
  }
  return typeof value === 'string' ? [{ text: value, path }] : [];
}

/** `value` with everything that looks like a value withheld. */
export function withheld(value: Json, path: readonly string[] = []): Json {
  if (isList(value)) {
    return value.map((entry, index) => withheld(entry, [...path, String(index)]));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withheld(each, [...path, key])]));
  }
  return typeof value === 'string' && isValue(value, path) ? `(withheld: ${value.length} characters)` : value;
}
