import * as v from 'valibot';
import type { HistoryEntry } from '../../contract/operator-answer';
import { command } from '../command-line/command';
import { environmentGiven } from '../names';
import { type Cell, heading, lines, table, toned } from '../rendering/view';

const CURRENT = {
  is: toned('good', 'current'),
  was: 'was current',
  never: toned('quiet', 'never current'),
  unproved: toned('warning', 'not known to have been current'),
} as const satisfies Record<HistoryEntry['current'], Cell>;

/** Every version that there is. */
export const history = command({
  name: 'history',
  summary: 'every version of the secret, newest first: when, by which operation, which keys differ; never a value',
  arguments: ['<environment>'],
  options: [],
  examples: [{ line: 'history staging', does: 'what happened, and which version to recover from' }],
  notes:
    'asked: the first digits of the request id by which the trail’s Invoke events name who asked (requestID). A version without\n' +
    'an operation was written by somebody else than the keeper.',
  input: v.object({ environment: v.string() }),
  run: async ({ environment }, { services, terminal }) => {
    const row = environmentGiven(environment);
    const versions = await terminal.progress.during(`asking the keeper of ${row.name}`, async () =>
      (await services.keeper(row)).history(),
    );
    return {
      data: { environment: row.name, versions },
      view: [
        heading(`${row.name}: ${versions.length} versions, newest first`),
        ...table(
          ['made', 'by', 'keys that differ from the version before', 'state', 'asked', 'version'],
          versions.map((version) => [
            `${version.madeAt.slice(0, 19)}Z`,
            version.operation ?? toned('warning', 'somebody else'),
            differences(version),
            state(version),
            version.invocation ?? '',
            version.versionId,
          ]),
        ),
        ...(versions.length === 0 ? [lines('no value yet')] : []),
      ],
    };
  },
});

function differences({ added, changed, removed, readable }: HistoryEntry): Cell {
  const all = [
    ...added.map((name) => `+${name}`),
    ...changed.map((name) => `~${name}`),
    ...removed.map((name) => `-${name}`),
  ];
  return readable ? all.join(' ') : toned('bad', 'cannot be read');
}

function state({ current, labels }: HistoryEntry): Cell {
  return labels.includes('AWSPREVIOUS') ? 'the version before' : CURRENT[current];
}
