import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { eventOf } from '../../lib/audit/modelled-events/records';
import { immediatePatterns } from '../../lib/audit/patterns';
import { MODELLED } from '../../lib/review/audit/records';
import { CONTEXT } from '../audit/support/context';
import { eventBridgeMatches, matchingPatterns } from '../audit/support/event-bridge';
import { matchedPatterns } from '../audit/support/matched-patterns';

describe('the emulator’s EventBridge, and the review’s own matcher', () => {
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
    expect(matchedPatterns({ pattern }, [event])).toEqual([expected ? ['pattern'] : []]);
  });
});

test('the review’s own matcher sees in every modelled record what EventBridge sees', async () => {
  const patterns = Object.fromEntries(immediatePatterns(CONTEXT).map(({ id, pattern }) => [id, pattern]));
  const events = MODELLED.map(([, record]) => eventOf(record));
  const sorted = (matches: readonly (readonly string[])[]) => matches.map((names) => [...names].sort());
  expect(sorted(matchedPatterns(patterns, events))).toEqual(sorted(await matchingPatterns(patterns, events)));
});
