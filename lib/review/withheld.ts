import { CATALOGUE } from '../catalogue/catalogue';
import { isList, isObject, type Json } from './assembly/json';

/** Text of this form is a value of some kind, or as good as one. */
const VALUES = [
  /\{\{resolve:/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  /(?<![\w-])eyJ[\w-]{10,}\.[\w-]{10,}\./,
  /\bGOCSPX-/,
  /(?<![0-9a-z])[0-9a-f]{40,}(?![0-9a-z])/i,
];

/** `value` with everything that looks like a value withheld. */
export function withheld(value: Json, path: readonly string[] = []): Json {
  if (isList(value)) {
    return value.map((entry, index) => withheld(entry, [...path, String(index)]));
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withheld(each, [...path, key])]));
  }
  if (typeof value !== 'string') {
    return value;
  }
  return isValue(value, path) ? hidden(value) : value.replaceAll(ASSIGNED, (_, name, what) => `${name}${hidden(what)}`);
}

function hidden(text: string): string {
  return `(withheld: ${text.length} characters)`;
}

/** Those of `names` that are names of secret keys. */
export function secretNames(names: readonly string[]): string[] {
  return names.filter((name) => SECRET.has(name.toUpperCase()));
}

/**
 * Whether a text looks like a value of the catalogue, or stands under the name of a key that is secret. `path` is where it stands
 * in a resource.
 */
export function isValue(text: string, path: readonly string[]): boolean {
  return isUnderKey(text, path) || isPutTogether(text) || (!isName(text, path) && looksLikeOne(text));
}

function looksLikeOne(text: string): boolean {
  return VALUES.some((pattern) => pattern.test(text)) || isRandom(text);
}

/** The hash of code, what is waited for, and other logical ids: long, and with eight digits of a hash at the end. */
function isName(text: string, path: readonly string[]): boolean {
  const place = path.join('.');
  return (
    /^[A-Za-z]+[0-9A-F]{8}$/.test(text) ||
    (place === 'Properties.Code.S3Key' && /^[0-9a-f]{64}\.zip$/.test(text)) ||
    (/^DependsOn\.\d+$/.test(place) && /^[A-Za-z0-9]+$/.test(text))
  );
}

const REFERENCE = /\$\{[^!{}][^{}]*\}/g;

/** Whether CloudFormation puts a text together in which a reference to a value may stand, whatever it puts in. */
function isPutTogether(text: string): boolean {
  const rest = text.replace(REFERENCE, '');
  return rest !== text && rest.includes('{{');
}

/** Whether more than references stands under the name of a key that is secret. */
function isUnderKey(text: string, path: readonly string[]): boolean {
  const isReference = /^(?:\$\{[A-Za-z0-9:.]+\})*$/.test(text);
  return !isReference && secretNames(path).length > 0;
}

const PUBLIC = ['STRAVA_CLIENT_ID', 'GCP_PROJECT_ID', 'GCP_LOCATION'];
const SECRET = new Set(CATALOGUE.map(({ name }) => name).filter((name) => !PUBLIC.includes(name)));
/** What a line of a file sets a secret key to. */
const ASSIGNED = new RegExp(`\\b((?:${[...SECRET].join('|')})["']?[ \\t]*[=:][ \\t]*)([^\\s].*)`, 'gi');

/** 32 characters or more of base64 with capitals, small letters and digits, as no name of this project is. */
function isRandom(text: string): boolean {
  return (
    text
      .replace(REFERENCE, ':')
      .replace(/arn:[^\s"',]+/g, ' ')
      .match(/[A-Za-z0-9+/_=-]{32,}/g) ?? []
  ).some(
    (run) => /[A-Z]/.test(run) && /[a-z]/.test(run) && (run.match(/\d/g) ?? []).length >= 4 && !run.includes('/role/'),
  );
}
