import { createHash } from 'node:crypto';

/** Words that stand where a value should be, in the guide, in our own template and in most others. */
const PATTERNS = [
  /^<.*>$/s,
  /^\$\{.*\}$|^\{\{.*\}\}$/s,
  /^your[_ -]/i,
  /replace[_ -]?me|change[_ -]?me|fill[_ -]?me/i,
  /^(?:todo|tbd|fixme|none|null|undefined|secret|password)$/i,
  /you_generated$|base64_encoded/i,
  /\.\.\.|…/,
  /^(.)\1{5,}$/s,
];

/** SHA-256 of the sample values in the guide, which everybody can read. */
const SAMPLES = new Set([
  '0eecdffff5746d4722a5cd55ddb9c96a6c829aa3df89c6f688758903cde8492d',
  '2523a7da680a283a67224a92bb98918e994273943d05ed32dbec6f1ccb1d7c08',
  '3e673087cfaeb832539ddf29a8c7b6fd04cb81eabc461b29a06ba8584ddffa9b',
  'f4fcd03401d0445d99dbc54ca7b11f69f4527b138d2380e100eb12d863f2960c',
]);

/** Whether a value looks like the place of one. */
export function looksLikePlaceholder(value: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(value.trim())) || SAMPLES.has(sha256(value.trim()));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
