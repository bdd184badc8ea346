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
  return typeof value === 'string' && isValue(value, path) ? `(withheld: ${value.length} characters)` : value;
}

/** Whether a text looks like a value of the catalogue, or stands under the name of a key that is secret. */
export function isValue(text: string, path: readonly string[]): boolean {
  // A logical id is long, and ends in eight digits of a hash.
  const isName =
    /^[A-Za-z]+[0-9A-F]{8}$/.test(text) ||
    path.at(-1) === 'S3Key' ||
    path.includes('Code') ||
    path.includes('DependsOn');
  return isUnderKey(text, path) || (!isName && (VALUES.some((pattern) => pattern.test(text)) || isRandom(text)));
}

/** Whether more than references stands under the name of a key that is secret. */
function isUnderKey(text: string, path: readonly string[]): boolean {
  const names = path.map((name) => name.toUpperCase());
  const isReference = /^(?:\$\{[A-Za-z0-9:.]+\})*$/.test(text);
  return !isReference && CATALOGUE.some(({ name }) => names.includes(name) && !PUBLIC.has(name));
}

const PUBLIC = new Set(['STRAVA_CLIENT_ID', 'GCP_PROJECT_ID', 'GCP_LOCATION']);

/** 32 characters or more of base64 with capitals, small letters and digits, as no name of this project is. */
function isRandom(text: string): boolean {
  return (
    text
      .replace(/\$\{[^!{}][^{}]*\}/g, ':')
      .replace(/arn:[^\s"',]+/g, ' ')
      .match(/[A-Za-z0-9+/_=-]{32,}/g) ?? []
  ).some(
    (run) => /[A-Z]/.test(run) && /[a-z]/.test(run) && (run.match(/\d/g) ?? []).length >= 4 && !run.includes('/role/'),
  );
}
