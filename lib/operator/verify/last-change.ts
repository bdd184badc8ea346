import type { SecretStatus } from '../../contract/operator-answer';

/** Between which moments the value that is stored became so. */
export interface LastChange {
  /** No earlier; absent where nothing is recorded. */
  readonly earliest?: Date | undefined;
  /** No later; absent where nothing tells, as after the label was moved by hand. */
  readonly latest?: Date | undefined;
}

/** What the status tells: a keeper of an older version says no more than when values were made. */
export function lastChange({ keys, versionMadeAt, lastChange: told }: SecretStatus): LastChange {
  const recorded = keys.flatMap(({ state, record }) =>
    state === 'missing' || record === undefined ? [] : Date.parse(record.madeAt),
  );
  const made = [versionMadeAt, told?.earliest].flatMap((time) => (time === undefined ? [] : Date.parse(time)));
  // A record whose time is not understood tells nothing.
  const times = [...recorded, ...made].filter((time) => !Number.isNaN(time));
  return {
    earliest: times.length === 0 ? undefined : new Date(Math.max(...times)),
    latest: told?.latest === undefined ? undefined : new Date(told.latest),
  };
}

/**
 * The status after a deployment that began while `before` was so: where nothing has changed since, the last change is older
 * than the deployment, whatever else tells of it.
 */
export function olderThanDeployment(
  before: SecretStatus | undefined,
  after: SecretStatus,
  startedAt: Date | undefined,
): SecretStatus {
  const { lastChange: told, versionId } = after;
  const isSame = before?.versionId === versionId && before?.lastChange?.earliest === told?.earliest;
  if (startedAt === undefined || told === undefined || !isSame) {
    return after;
  }
  const latest = Math.min(startedAt.getTime(), Date.parse(told.latest ?? startedAt.toISOString()));
  return { ...after, lastChange: { ...told, latest: new Date(latest).toISOString() } };
}
