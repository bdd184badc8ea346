import { lastChange, olderThanDeployment } from '../../../lib/operator/verify/last-change';
import { aStatus } from '../support/fake-context';

const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 12, minute));
const time = (minute: number) => at(minute).toISOString();
const record = (madeAt: string) => ({
  record: { madeAt, operation: 'seed', how: 'generated' as const, versionId: 'v' },
});
const KEY = { name: 'X', origin: 'generated', required: true, state: 'present' as const };

test('the keeper says between which moments the value changed', () => {
  const told = { earliest: time(5), latest: time(6) };

  expect(lastChange(aStatus({ lastChange: told }, time(1)))).toEqual({ earliest: at(5), latest: at(6) });
});

test('no record of a key that is there is younger than the last change', () => {
  const keys = [
    { ...KEY, ...record('2026-01-01T00:00:00Z') },
    { ...KEY, ...record('2026-03-01T00:00:00Z') },
    { ...KEY, state: 'missing' as const, ...record('2026-05-01T00:00:00Z') },
    { ...KEY, ...record('unknown') },
    KEY,
  ];

  expect(lastChange(aStatus({ keys, lastChange: undefined })).earliest).toEqual(new Date('2026-03-01T00:00:00Z'));
  expect(lastChange(aStatus({ keys: [KEY], lastChange: undefined }))).toEqual({});
});

test('a keeper of an older version says when the version was made, and not until when it may have become current', () => {
  const status = aStatus({ lastChange: undefined, versionMadeAt: time(5) }, time(1));

  expect(lastChange(status)).toEqual({ earliest: at(5), latest: undefined });
});

describe('what was current before a deployment began, and is current after it, is older than the deployment', () => {
  const unknown = aStatus({ lastChange: { earliest: time(5) } });

  test.each([
    ['nothing tells when', undefined, time(20)],
    ['it may have been later', time(30), time(20)],
    ['it was before', time(10), time(10)],
  ])('%s', (_, latest, expected) => {
    const status = aStatus({ lastChange: { earliest: time(5), ...(latest === undefined ? {} : { latest }) } });

    expect(olderThanDeployment(status, status, at(20)).lastChange).toEqual({ earliest: time(5), latest: expected });
  });

  test.each([
    ['another version was current', { ...unknown, versionId: 'v0' }, at(20)],
    ['the label was elsewhere meanwhile', { ...unknown, lastChange: { earliest: time(4) } }, at(20)],
    ['what was current is not known', undefined, at(20)],
    ['the start of the deployment is not known', unknown, undefined],
  ])('nothing is concluded where %s', (_, before, startedAt) => {
    expect(olderThanDeployment(before, unknown, startedAt)).toBe(unknown);
  });
});
