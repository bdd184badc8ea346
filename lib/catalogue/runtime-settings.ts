import type { CatalogueKey } from './catalogue-key';
import { atLeast, httpsUrl, matching, oneOf } from './text-formats';
import { malformed, VALID, type Verdict } from './verdict';

const NEXT_START = 'the app picks it up at its next start';

function runtimeSetting(
  row: Pick<CatalogueKey, 'name' | 'summary' | 'format' | 'validate'> & Partial<Pick<CatalogueKey, 'secret'>>,
): CatalogueKey {
  return {
    secret: false,
    ...row,
    required: false,
    origin: 'runtime-setting',
    source: 'chosen by whoever tunes the app',
    shareable: true,
    consequence: NEXT_START,
  };
}

const THINKING_LEVELS = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];

/** Settings that the running app reads from the same document; none is required. */
export const RUNTIME_SETTINGS: readonly CatalogueKey[] = [
  runtimeSetting({
    name: 'AI_MODEL',
    summary: 'name of the AI model',
    format: 'printable string',
    validate: matching(/^[\x21-\x7e]+$/, 'printable characters without spaces'),
  }),
  runtimeSetting({
    name: 'AI_TEMPERATURE',
    summary: 'sampling temperature of the AI model',
    format: 'number from 0 to 2',
    validate: decimal(0, 2),
  }),
  runtimeSetting({
    name: 'AI_MAX_OUTPUT_TOKENS',
    summary: 'longest answer of the AI model',
    format: 'whole number of at least 1',
    validate: wholeNumber(1),
  }),
  runtimeSetting({
    name: 'AI_THINKING_LEVEL',
    summary: 'how long the AI model thinks',
    format: `one of ${THINKING_LEVELS.join(', ')}`,
    validate: oneOf(THINKING_LEVELS),
  }),
  runtimeSetting({
    name: 'WEBHOOK_DELAY_SECONDS',
    summary: 'wait before a Strava webhook is worked on',
    format: 'whole number of seconds, 0 or more',
    validate: wholeNumber(0),
  }),
  runtimeSetting({
    name: 'STRAVA_REDIRECT_URI',
    summary: 'OAuth callback address, where it is not the default of the domain',
    format: 'https URL',
    validate: httpsUrl,
  }),
  runtimeSetting({
    name: 'FEEDBACK_TRIGGER_SECRET',
    secret: true,
    summary: 'shared secret of the feedback trigger',
    format: '32 or more printable characters',
    validate: atLeast(32),
  }),
];

const DECIMAL = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/** A number in `[minimum, maximum]`, as a JSON number or as the text of one: the app reads both. */
function decimal(minimum: number, maximum: number): (value: unknown) => Verdict {
  return (value) => {
    const found = numeric(value);
    return found !== undefined && found >= minimum && found <= maximum
      ? VALID
      : malformed(`must be a number from ${minimum} to ${maximum}`);
  };
}

/** A whole number of at least `minimum`, as a JSON number or as the text of one: digits alone, as `int()` of Python takes them. */
function wholeNumber(minimum: number): (value: unknown) => Verdict {
  return (value) => {
    const found = numeric(value);
    const isText = typeof value === 'string';
    return found !== undefined && Number.isSafeInteger(found) && found >= minimum && !(isText && value.includes('.'))
      ? VALID
      : malformed(`must be a whole number of at least ${minimum}`);
  };
}

function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : undefined;
}
