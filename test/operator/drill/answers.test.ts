import type { OPEN_QUESTIONS } from '../../../lib/operator/drill/questions';
import type { TrailRecord } from '../../../lib/operator/services/trail-records';
import { CALLER, drill, OK_AGAIN, PREFIX, type World } from './support';

const KEEPER =
  'arn:aws:sts::111122223333:assumed-role/staging-kaizencoach-secret-keeper-role/staging-kaizencoach-secret-keeper';

/** A record with what its row says. */
function record(arn: string, more: Partial<TrailRecord> = {}): TrailRecord {
  return {
    eventTime: '2026-06-01T00:00:01Z',
    errorMessage: '',
    userIdentity: { arn },
    requestParameters: null,
    ...more,
  };
}

const denial = (errorMessage: string) => record(CALLER, { errorCode: 'AccessDeniedException', errorMessage });
const tagged = (tags: unknown, arn = KEEPER) => record(arn, { requestParameters: { tags } });
const policy = (Sid: string) => ({
  secret: async () => ({ arn: 'arn:x', deleted: false, labels: [], policy: JSON.stringify({ Statement: [{ Sid }] }) }),
});
const silence = (...states: readonly string[]): World => ({
  evidence: {
    transitions: async () => states.map((to, index) => ({ at: new Date(1e12 + index), to })),
  },
});
const QUIET = { transitions: async () => [] };
const ONE = { TriggeredRules: 1, Invocations: 1 };
const dryRuns = (unqualified: 'allowed' | 'denied', latest: 'allowed' | 'denied'): World => ({
  attempts: {
    dryRun: async (_, qualifier) => ({ outcome: qualifier === undefined ? unqualified : latest, byDeny: false }),
  },
});

test.each<[id: keyof typeof OPEN_QUESTIONS, verdict: string, World]>([
  ['deny-holds', 'yes', {}],
  ['deny-holds', 'no', { attempts: { read: async () => ({ outcome: 'allowed', byDeny: false }) } }],
  ['deny-holds', 'not seen', { attempts: { batch: async () => ({ outcome: 'denied', byDeny: false }) } }],
  [
    'denied-names-secret',
    'yes',
    { records: { GetSecretValue: [denial('… on resource: staging-kaizencoach-app-secrets with …')] } },
  ],
  ['denied-names-secret', 'no', { records: { GetSecretValue: [denial('… on resource: * …')] } }],
  ['denied-names-secret', 'not seen', { records: { GetSecretValue: [record(CALLER), record(KEEPER)] } }],
  [
    'denied-names-secret',
    'not seen',
    { records: { GetSecretValue: [record(KEEPER, { errorCode: 'AccessDeniedException', errorMessage: '… on: *' })] } },
  ],
  ['in-time', 'yes', {}],
  ['in-time', 'no', { counts: () => ({}), args: ['--wait', '1'] }],
  ['in-time', 'no', { alarm: () => 'OK', evidence: QUIET, args: ['--wait', '1'] }],
  ['in-time', 'not seen', { alarm: OK_AGAIN, evidence: QUIET, args: ['--wait', '1'] }],
  ['in-time', 'not seen', { inspection: { alarms: async () => [] }, args: ['--wait', '1'] }],
  [
    'in-time',
    'no',
    {
      alarm: OK_AGAIN,
      evidence: QUIET,
      counts: (rules) => (rules[0]?.endsWith('-denied') ? {} : ONE),
      args: ['--wait', '1'],
    },
  ],
  ['rules-hear-reads', 'yes', {}],
  ['rules-hear-reads', 'no', { counts: () => ({}), args: ['--wait', '1'] }],
  [
    'rules-hear-reads',
    'not seen',
    { counts: () => ({}), inspection: { alarms: async () => [] }, args: ['--wait', '1'] },
  ],
  ['rules-accepted', 'yes', {}],
  ['rules-accepted', 'no', { inspection: { rules: async () => [] }, args: ['--wait', '1'] }],
  ['block-public-policy', 'yes', { inspection: policy('OnlyReadersGetTheValue') }],
  ['block-public-policy', 'no', { inspection: policy('Another') }],
  ['block-public-policy', 'not seen', {}],
  ['tags-recorded', 'yes', { records: { TagResource: [tagged([{ key: 'kaizencoach:x', value: 'y' }])] } }],
  ['tags-recorded', 'no', { records: { TagResource: [tagged([{ Key: 'kaizencoach:x', Value: 'y' }])] } }],
  ['tags-recorded', 'no', { records: { TagResource: [tagged({ 'kaizencoach:x': 'y' })] } }],
  ['tags-recorded', 'not seen', { records: { TagResource: [tagged([{ key: 'a', value: 'b' }], CALLER)] } }],
  [
    'reserved-name',
    'yes',
    { records: { DescribeSecret: [record(KEEPER, { errorCode: 'ResourceNotFoundException' })] } },
  ],
  ['reserved-name', 'no', { records: { DescribeSecret: [record(KEEPER, { errorCode: 'AccessDeniedException' })] } }],
  ['reserved-name', 'not seen', { records: { DescribeSecret: [record(KEEPER)] } }],
  ['sessions-named', 'yes', { records: { DescribeSecret: [record(KEEPER)] } }],
  ['sessions-named', 'no', { records: { DescribeSecret: [record(KEEPER), record(`${KEEPER}-x`)] } }],
  ['sessions-named', 'not seen', { records: { DescribeSecret: [record(CALLER)] } }],
  ['qualified-invocation', 'yes', dryRuns('denied', 'denied')],
  ['qualified-invocation', 'no', dryRuns('denied', 'allowed')],
  ['qualified-invocation', 'not seen', dryRuns('allowed', 'allowed')],
  ['silent-once', 'yes', silence('ALARM', 'OK')],
  ['silent-once', 'no', silence('ALARM', 'OK', 'ALARM', 'OK')],
  ['silent-once', 'no', silence('OK', 'ALARM')],
  ['silent-once', 'not seen', silence('OK')],
  ['drift-of-secret', 'not seen', {}],
])('%s: %s', async (id, verdict, world) => {
  expect((await drill(world)).verdict(id)).toBe(verdict);
});

test('no part of a record is printed but its form', async () => {
  const { text } = await drill({
    records: {
      GetSecretValue: [denial('… staging-kaizencoach-app-secrets … 203.0.113.9')],
      TagResource: [tagged([{ key: 'kaizencoach:x', value: 'told-to-nobody' }])],
    },
  });
  expect(text).not.toMatch(/203\.0\.113\.9|told-to-nobody|kaizencoach:x/);
  expect(text).toContain(`${PREFIX}-trail-silent`);
});
