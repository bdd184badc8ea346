import type { OtherVersion } from '../../../lib/keeper/secret/other-version';
import { parseDocument } from '../../../lib/keeper/secret/secret-document';
import { drawingOf, drawnByCurrent } from '../../../lib/keeper/versions/drawn-by-current';
import type { VersionOperation } from '../../../lib/keeper/versions/version-id';
import { idFrom, version } from '../support/versions';

const [FLASK, GARMIN] = ['FLASK_SECRET_KEY', 'GARMIN_ENCRYPTION_KEY'];
const id = (operation: VersionOperation, base?: string) => idFrom(base, 'name', operation);
const before = (holding: Parameters<typeof version>[3], versionId = 'before') =>
  version(versionId, 0, [], holding).content;
const none = { kind: 'none' } as const;
const OLD = { [FLASK]: 'old', [GARMIN]: 'old' };

test.each<[string, string | undefined, OtherVersion, object, object]>([
  ['a first value was drawn whole', id('seed'), none, OLD, { [FLASK]: 'seed', [GARMIN]: 'seed' }],
  [
    'a seed drew the key that was not there',
    id('seed', 'before'),
    before({ [FLASK]: 'old' }),
    OLD,
    { [GARMIN]: 'seed' },
  ],
  [
    'a seed drew what was a placeholder',
    id('seed', 'before'),
    before({ ...OLD, [FLASK]: '' }),
    OLD,
    { [FLASK]: 'seed' },
  ],
  ['no placeholder was drawn', id('seed', 'before'), before({}), { [FLASK]: null }, {}],
  [
    'a rotation drew the key that differs',
    id('rotate', 'before'),
    before(OLD),
    { ...OLD, [FLASK]: 'new' },
    { [FLASK]: 'rotate' },
  ],
  ['a key that a rotation took back was not drawn', id('rotate', 'before'), before({ [FLASK]: 'old' }), OLD, {}],
  ['what an operator brought was not drawn', id('populate', 'before'), before({}), OLD, {}],
  ['nor what was brought in the place of another', id('populate', 'before'), before(OLD), { [FLASK]: 'new' }, {}],
  ['an id of somebody else’s claims nothing', 'of-the-console', before({}), OLD, {}],
  ['an id that claims another base proves nothing', id('seed', 'other'), before({}), OLD, {}],
  ['what cannot be read tells nothing', id('seed'), before('unreadable'), OLD, {}],
  ['a secret without a version drew nothing', undefined, none, {}, {}],
])('%s', (_, versionId, previous, now, expected) => {
  const document = parseDocument(JSON.stringify(now));
  const snapshot = { document, isEmpty: false, ...(versionId === undefined ? {} : { versionId }) };
  expect(drawnByCurrent(snapshot, previous)).toEqual(new Map(Object.entries(expected)));
});

test.each<[VersionOperation, string | undefined]>([
  ['seed', 'seed'],
  ['rotate', 'rotate'],
  ['populate', undefined],
  ['recover', undefined],
])('a version that %s made drew by %s', (operation, drawing) => {
  expect(drawingOf({ document: parseDocument('{}'), isEmpty: false, versionId: id(operation) })).toBe(drawing);
});
