import { CATALOGUE } from '../catalogue/catalogue';
import type { SecretStatus } from '../contract/operator-answer';
import type { SharedKey } from './compare/shared-keys';
import { type Cell, lines, toned, type View } from './rendering/view';
import { type KeyReport, keyReports } from './status-report';

/** An environment and its status; undefined where its keeper did not answer. */
export interface Asked {
  readonly environment: string;
  readonly status: SecretStatus | undefined;
}

/** What a sign of the narrow form means. */
const LEGEND =
  '31: made so many days ago · ok: present, not recorded when made · ! due for rotation · a, b: environments with the same letter share the value · -: missing · x: malformed · ?: not asked';

/** The state of every key in every environment, at a glance: in words, or in signs where these do not fit. */
export function matrixView(asked: readonly Asked[], shared: readonly SharedKey[], now: Date): readonly View[] {
  const reports = asked.map(({ environment, status }) => ({
    environment,
    keys: status === undefined ? undefined : keyReports(status, now),
  }));
  // Settings that nobody set are no news.
  const shown = CATALOGUE.map(({ name }) => name).filter((name) =>
    reports.some(({ keys }) => keys?.some((key) => key.name === name && (key.required || key.state !== 'missing'))),
  );
  const rows = (cell: (key: KeyReport | undefined, letter: string) => Cell, absent: string) =>
    shown.map((name) => {
      const groups = shared.filter(({ key }) => key === name);
      return [
        name,
        ...reports.map(({ environment, keys }) => {
          const group = groups.findIndex(({ environments }) => environments.includes(environment));
          const letter = group < 0 ? '' : String.fromCharCode('a'.charCodeAt(0) + group);
          return keys === undefined
            ? toned('warning', absent)
            : cell(
                keys.find((key) => key.name === name),
                letter,
              );
        }),
      ];
    });
  const head = ['key', ...asked.map(({ environment }) => environment)];
  return [
    {
      kind: 'table',
      head,
      rows: rows(inWords, 'not asked'),
      narrow: { rows: rows(inSigns, '?'), legend: LEGEND },
    },
    ...(shared.length === 0 ? [] : [lines('which of the shared values must not be: npx kaizencoach-secrets compare')]),
  ];
}

function inWords(key: KeyReport | undefined, letter: string): Cell {
  const { state, ageDays, dueForRotation } = key ?? { state: 'missing' as const };
  if (state !== 'present') {
    return toned(toneOf(key), state);
  }
  const age = ageDays === undefined ? 'present' : `${ageDays} d`;
  return toned(
    toneOf(key),
    [age, ...(dueForRotation ? ['due'] : []), ...(letter === '' ? [] : [`shared ${letter}`])].join(', '),
  );
}

function inSigns(key: KeyReport | undefined, letter: string): Cell {
  const { state, ageDays, dueForRotation } = key ?? { state: 'missing' as const };
  if (state !== 'present') {
    return toned(toneOf(key), state === 'missing' ? '-' : 'x');
  }
  const sign = `${ageDays ?? 'ok'}${dueForRotation ? '!' : ''}`;
  return toned(toneOf(key), letter === '' ? sign : `${sign} ${letter}`);
}

function toneOf(key: KeyReport | undefined) {
  if (key === undefined || key.state === 'missing') {
    return key?.required === true ? 'bad' : 'quiet';
  }
  return key.state === 'malformed' ? 'bad' : key.dueForRotation ? 'warning' : 'good';
}
