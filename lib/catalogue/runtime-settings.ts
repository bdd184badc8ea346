import type { CatalogueKey } from './catalogue-key';
import { decimal, wholeNumber } from './number-formats';
import { atLeast, httpsUrl, matching, oneOf } from './text-formats';

const NEXT_START = 'the app picks it up at its next start';

function runtimeSetting(row: Pick<CatalogueKey, 'name' | 'summary' | 'format' | 'validate'>): CatalogueKey {
  return {
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
    summary: 'shared secret of the feedback trigger',
    format: '32 or more printable characters',
    validate: atLeast(32),
  }),
];
