import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { filterMatches } from '../../lib/audit/filter-matcher';
import { eventBridgeMatches } from './support/event-bridge';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html, JSON metric filter examples. */
const TRAIL_UPDATE = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
};

/** The same page, compound conditions. */
const USERS = {
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

describe.each([true, false])('the filter matcher, an absent field differing: %s', (differsWhereAbsent) => {
  test.each([
    ['{ $.eventType = "UpdateTrail" }', TRAIL_UPDATE, true],
    ['{ $.sourceIPAddress != 123.123.* }', TRAIL_UPDATE, true],
    ['{ $.sourceIPAddress != 111.111.* }', TRAIL_UPDATE, false],
    ['{ $.arrayKey[0] = "value" }', TRAIL_UPDATE, true],
    ['{ $.objectList[1].id = 2 }', TRAIL_UPDATE, true],
    ['{ $.SomeObject IS NULL }', TRAIL_UPDATE, true],
    ['{ $.SomeOtherObject NOT EXISTS }', TRAIL_UPDATE, true],
    ['{ $.eventType NOT EXISTS }', TRAIL_UPDATE, false],
    ['{ $.ThisFlag IS TRUE }', TRAIL_UPDATE, true],
    ['{ $.ThisFlag IS FALSE }', TRAIL_UPDATE, false],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', USERS, true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', USERS, false],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      USERS,
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      USERS,
      false,
    ],
    ['{ $.users = 1 }', { users: [1, 2, 3] }, false],
    ['{ $.users != 1 }', { users: [1, 2, 3] }, false],
    // How the CDK's library says that a field is there.
    ['{ $.eventType = "*" }', TRAIL_UPDATE, true],
    ['{ $.nothing = "*" }', TRAIL_UPDATE, false],
    ['{ $.name = "*Event" }', { name: 'PutEvent' }, true],
    ['{ $.name = "Event*" }', { name: 'EventId' }, true],
    ['{ $.name = "Ev*ent" }', { name: 'Ev*ent' }, true],
    ['{ $.name = "Ev*ent" }', { name: 'Evident' }, false],
    ['{ $.foo = bar || $.foo = baz }', { foo: 'baz' }, true],
    ['{ $.latency >= 500 }', { latency: 500 }, true],
    ['{ $.numbers[0] < 10e-3 }', { numbers: [1] }, false],
    ['{ $.errorCode != 500 }', { errorCode: 400 }, true],
    ['{ $.latency > +1000 }', { latency: 1001 }, true],
  ] as const)('%s', (pattern, record, expected) => {
    expect(filterMatches(pattern, record, { differsWhereAbsent })).toBe(expected);
  });
});

describe('the emulator’s EventBridge', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'kaizencoach-matchers-'));
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ stateDir });
  });
  afterAll(async () => {
    await emulator?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html and the pages beside it. */
  test.each([
    ['values', { source: ['aws.ec2'], detail: { state: ['terminated'] } }, { state: 'terminated' }, true],
    ['values', { source: ['aws.ec2'], detail: { state: ['terminated'] } }, { state: 'running' }, false],
    ['prefix', { detail: { region: [{ prefix: 'us-' }] } }, { region: 'us-east-1' }, true],
    ['anything-but', { detail: { state: [{ 'anything-but': 'initializing' }] } }, { state: 'initializing' }, false],
    ['anything-but', { detail: { state: [{ 'anything-but': ['stopped', 'overloaded'] }] } }, { state: 'ok' }, true],
    ['anything-but, absent', { detail: { state: [{ 'anything-but': 'initializing' }] } }, { other: 'x' }, false],
    ['exists', { detail: { state: [{ exists: true }] } }, { state: 'stopped' }, true],
    ['exists', { detail: { 'c-count': [{ exists: false }] } }, { state: 'stopped' }, true],
    ['exists', { detail: { state: [{ exists: false }] } }, { state: 'stopped' }, false],
    ['wildcard', { detail: { path: [{ wildcard: '*/lib/*' }] } }, { path: '/usr/lib/x.so' }, true],
    ['wildcard', { detail: { path: [{ wildcard: '*/lib/*' }] } }, { path: '/usr/share/x' }, false],
    ['arrays', { detail: { names: ['b', 'z'] } }, { names: ['a', 'b'] }, true],
    ['$or', { detail: { $or: [{ a: ['1'] }, { b: ['2'] }] } }, { b: '2' }, true],
    ['$or', { detail: { $or: [{ a: ['1'] }, { b: ['2'] }] } }, { a: '2', b: '1' }, false],
    [
      '$or, deeper',
      { detail: { user: { $or: [{ a: ['1'] }, { b: { c: ['2'] } }] } } },
      { user: { b: { c: '2' } } },
      true,
    ],
    ['booleans', { detail: { readOnly: [false] } }, { readOnly: false }, true],
    ['booleans', { detail: { readOnly: [false] } }, { readOnly: true }, false],
  ])('%s: %j of %j', async (_, pattern, detail, expected) => {
    const event = { source: 'aws.ec2', 'detail-type': 'EC2 Instance State-change Notification', detail };
    expect(await eventBridgeMatches(emulator.endpoint, pattern, event)).toBe(expected);
  });
});
