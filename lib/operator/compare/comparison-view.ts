import { type Cell, lines, type Result, table, toned } from '../rendering/view';
import type { Unreachable } from './ask-fingerprints';
import { type Compared, type SharedKey, sharedKeys } from './shared-keys';

/** What was compared, what is shared, and what nobody knows. */
export function comparisonResult(compared: readonly Compared[], notChecked: readonly Unreachable[]): Result {
  const names = compared.map(({ environment }) => environment.name);
  const shared = sharedKeys(compared);
  const tooWeak = compared.flatMap(({ environment, fingerprints }) =>
    fingerprints.tooWeak.map((key) => ({ environment: environment.name, key })),
  );
  const unusable = compared.filter(({ fingerprints }) => fingerprints.unusableClientId);
  const unusableClientIds = unusable.map(({ environment }) => environment.name);
  return {
    failed:
      compared.length < 2 ||
      unusable.some(({ environment }) => environment.tier === 'production') ||
      notChecked.some(({ tier }) => tier === 'production') ||
      shared.some(({ verdict }) => verdict === 'refused'),
    data: { compared: names, shared, tooWeak, unusableClientIds, notChecked },
    view: [
      lines(
        `compared: ${names.join(', ') || 'none'}`,
        finding(compared, shared, notChecked.length + tooWeak.length + unusable.length === 0),
      ),
      ...table(['key', 'shared by', 'verdict'], shared.map(row)),
      ...table(
        ['not checked', 'why'],
        [
          ...notChecked.map(({ environment, rule }) => [environment, rule]),
          ...unusableClientIds.map((environment) => [
            `${environment} STRAVA_CLIENT_ID`,
            'malformed: it may be another’s Strava app all the same',
          ]),
          ...tooWeak.map(({ environment, key }) => [
            `${environment} ${key}`,
            'weak or malformed: its digest could be guessed',
          ]),
        ],
      ),
    ],
  };
}

function finding(compared: readonly Compared[], shared: readonly SharedKey[], isComplete: boolean): Cell {
  if (compared.length < 2) {
    return toned('bad', 'fewer than two environments answered, so nothing could be compared');
  }
  if (shared.length > 0) {
    return toned(shared.some(({ verdict }) => verdict === 'refused') ? 'bad' : 'warning', 'shared values were found');
  }
  return isComplete
    ? toned('good', 'no shared value was found')
    : toned('warning', 'nothing of what was checked is shared; not everything was checked');
}

function row({ key, environments, verdict }: SharedKey): readonly Cell[] {
  const judged =
    verdict === 'refused'
      ? toned('bad', 'must not be shared: give each environment its own')
      : toned('warning', 'warning: staging and demos may share it, if you mean to');
  return [key, environments.join(', '), judged];
}
