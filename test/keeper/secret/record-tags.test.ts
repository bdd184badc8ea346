import {
  backupTag,
  lastBackupIn,
  lastWriteIn,
  newRecord,
  recordsIn,
  tagsOf,
  timestamp,
} from '../../../lib/keeper/secret/record-tags';

const ID = 'v1'.repeat(16);
const AT = new Date('2026-06-01T12:34:56.789Z');
const RECORDS = new Map([
  ['FLASK_SECRET_KEY', newRecord(AT, 'rotate', 'generated')],
  ['STRAVA_CLIENT_ID', newRecord(AT, 'populate', 'brought')],
]);
const MADE = { madeAt: '2026-06-01T12:34:56Z', versionId: ID };
const written = (changed: readonly string[]) =>
  tagsOf({ versionId: ID, wrote: 'rotate', changed, records: new Map() }, AT);

test('times are told in whole seconds', () => {
  expect(timestamp(AT)).toBe('2026-06-01T12:34:56Z');
});

test('a change leaves one tag a key, and one that says what was written, when and in which version', () => {
  const changed = ['FLASK_SECRET_KEY', 'STRAVA_CLIENT_ID'];
  expect(tagsOf({ versionId: ID, wrote: 'rotate', changed, records: RECORDS }, AT)).toEqual([
    { Key: 'kaizencoach:made:FLASK_SECRET_KEY', Value: `2026-06-01T12:34:56Z rotate generated ${ID}` },
    { Key: 'kaizencoach:made:STRAVA_CLIENT_ID', Value: `2026-06-01T12:34:56Z populate brought ${ID}` },
    { Key: 'kaizencoach:written', Value: `2026-06-01T12:34:56Z rotate ${ID} FLASK_SECRET_KEY STRAVA_CLIENT_ID` },
  ]);
});

test('records that are completed later do not say that anything was written', () => {
  const tags = tagsOf({ versionId: ID, changed: [], records: RECORDS }, AT);
  expect(tags.map(({ Key }) => Key)).toEqual([
    'kaizencoach:made:FLASK_SECRET_KEY',
    'kaizencoach:made:STRAVA_CLIENT_ID',
  ]);
});

test.each([
  ['no key of the catalogue', [], `2026-06-01T12:34:56Z rotate ${ID}`],
  ['more than a tag holds', ['A'.repeat(195), 'B'], `2026-06-01T12:34:56Z rotate ${ID} ${'A'.repeat(195)}`],
  ['more than a tag holds in one name', ['A'.repeat(300)], `2026-06-01T12:34:56Z rotate ${ID} ${'A'.repeat(195)}`],
])('what was written, with %s: 256 characters at most, no blank at the end', (_, changed, Value) => {
  expect(written(changed)).toEqual([{ Key: 'kaizencoach:written', Value }]);
});

test('what is written is what is read again', () => {
  const tags = tagsOf({ versionId: ID, wrote: 'rotate', changed: [], records: RECORDS }, AT);
  expect(recordsIn(tags)).toEqual(
    new Map([
      ['FLASK_SECRET_KEY', { ...MADE, operation: 'rotate', how: 'generated' }],
      ['STRAVA_CLIENT_ID', { ...MADE, operation: 'populate', how: 'brought' }],
    ]),
  );
  expect(lastWriteIn(tags)).toEqual({ lastWritten: ID, lastWrittenAt: new Date('2026-06-01T12:34:56Z') });
  expect(lastBackupIn([...tags, backupTag('v1', AT)])).toBe('2026-06-01T12:34:56Z');
});

test.each([
  ['another word for how', '2026-06-01T12:34:56Z rotate drawn v1'],
  ['a word in the place of the time', `unknown seed generated ${ID}`],
  ['a time that is none', `2026-13-01T12:34:56Z rotate generated ${ID}`],
  ['a day alone', `2026-06-01 rotate generated ${ID}`],
  ['a word more before it', `x 2026-06-01T12:34:56Z rotate generated ${ID}`],
  ['a word more behind it', `2026-06-01T12:34:56Z rotate generated ${ID} x`],
  ['no version', '2026-06-01T12:34:56Z rotate generated '],
  [
    'an id that Secrets Manager refuses to read, shorter than 32',
    `2026-06-01T12:34:56Z rotate generated ${ID.slice(1)}`,
  ],
  ['one that is longer than 64', `2026-06-01T12:34:56Z rotate generated ${ID.repeat(2)}x`],
  ['nothing', undefined],
])('a record with %s is not understood, but the key existed', (_, Value) => {
  expect(recordsIn([{ Key: 'kaizencoach:made:K', ...(Value === undefined ? {} : { Value }) }])).toEqual(
    new Map([['K', null]]),
  );
});

test('tags of others are no records', () => {
  const tags = [
    { Key: 'Owner', Value: `${MADE.madeAt} rotate generated ${ID}` },
    { Value: 'no key' },
    { Key: 'x:kaizencoach:made:K', Value: `${MADE.madeAt} rotate generated ${ID}` },
  ];
  expect(recordsIn(tags)).toEqual(new Map());
  expect([lastWriteIn(tags).lastWritten, lastBackupIn(tags)]).toEqual([undefined, undefined]);
});

test.each([
  ['a word before the time', 'x2026-06-01T12:34:56Z v1'],
  ['a word too many', '2026-06-01T12:34:56Z v1 x'],
  ['no version', '2026-06-01T12:34:56Z'],
  ['a date alone', '2026-06-01 v1'],
  ['a time that is none', '2026-13-01T12:34:56Z v1'],
])('%s: no time of a backup is told', (_, Value) => {
  expect(lastBackupIn([{ Key: 'kaizencoach:backup', Value }])).toBeUndefined();
});

test.each([
  ['two words', 'time rotate'],
  ['a blank in front', ' time rotate v1'],
  ['nothing', undefined],
])('%s: no version was written last', (_, Value) => {
  expect(
    lastWriteIn([{ Key: 'kaizencoach:written', ...(Value === undefined ? {} : { Value }) }]).lastWritten,
  ).toBeUndefined();
});

test('when the last write was recorded, to the second', () => {
  const told = (Value: string) => lastWriteIn([{ Key: 'kaizencoach:written', Value }]).lastWrittenAt;

  expect(told('2026-06-01T12:34:56Z rotate v1 K')).toEqual(new Date('2026-06-01T12:34:56Z'));
  expect(['time rotate v1', '2026-06-01 rotate v1', '2026-99-01T12:34:56Z rotate v1'].map(told)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(lastWriteIn([]).lastWrittenAt).toBeUndefined();
});
