import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentNamed } from '../../../lib/environments/rows';
import { promptedValues } from '../../../lib/operator/input/prompted-values';
import type { Mend } from '../../../lib/operator/terminal/terminal';
import { aStatus, fakeContext } from '../support/fake-context';

const GOOGLE = 'GOOGLE_APPLICATION_CREDENTIALS_JSON';
const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const keyFile = (project: string) => ({ type: 'service_account', project_id: project, private_key: privateKey });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(content, null, 2), { mode: 0o600 });
  return join(folder, name);
}

/** Answers each key's question as given; remembers how it was asked, and what is said of wrong answers. */
async function prompted(answers: Readonly<Record<string, string>> = {}) {
  const asked: Record<string, { readonly how: string; readonly question: string; readonly mend: Mend }> = {};
  const asking =
    (how: string) =>
    async (question: string, mend: Mend = () => 'not checked') => {
      const [name = ''] = question.split(/[ :]/);
      asked[name] = { how, question, mend };
      return answers[name] ?? '';
    };
  const context = fakeContext({ answers: [] });
  const terminal = { ...context.terminal, ask: asking('shown'), askHidden: asking('hidden') };
  const keys = aStatus().keys.map((key) => ({ ...key }));
  const malformed = { name: GOOGLE, origin: 'external', required: true, state: 'malformed' as const };
  const status = aStatus({ keys: [...keys, malformed] });
  return { ...(await promptedValues(status, environmentNamed('staging'), { ...context, terminal })), asked };
}

test('what is typed is shown for the public client id and for a path, and hidden for a secret', async () => {
  const { asked } = await prompted();
  expect(Object.entries(asked).map(([name, { how }]) => [name, how])).toEqual([
    ['STRAVA_CLIENT_SECRET', 'hidden'],
    [GOOGLE, 'shown'],
    ['STRAVA_CLIENT_ID', 'shown'],
  ]);
  expect(asked[GOOGLE]?.question).toBe(`${GOOGLE}: path of the key file (malformed; Enter leaves it so)`);
});

test('white space around an answer is no part of it, and the key file is read', async () => {
  const path = file('google.key', keyFile('kaizencoach-staging'));
  const { brought } = await prompted({
    STRAVA_CLIENT_SECRET: `${'ab'.repeat(20)}\t`,
    STRAVA_CLIENT_ID: ' 188207 ',
    [GOOGLE]: ` ${path} `,
  });
  expect(brought.map(({ key, value, place }) => [key.name, value, place])).toEqual([
    ['STRAVA_CLIENT_SECRET', 'ab'.repeat(20), 'the prompt'],
    [GOOGLE, JSON.stringify(keyFile('kaizencoach-staging')), 'the prompt'],
    ['STRAVA_CLIENT_ID', '188207', 'the prompt'],
  ]);
});

test.each([
  ['STRAVA_CLIENT_SECRET', () => '', undefined],
  ['STRAVA_CLIENT_SECRET', () => 'ab'.repeat(20), undefined],
  ['STRAVA_CLIENT_SECRET', () => 'a typo', 'it must be hexadecimal digits (length 6)'],
  ['STRAVA_CLIENT_ID', () => '', undefined],
  ['STRAVA_CLIENT_ID', () => '188207', undefined],
  ['STRAVA_CLIENT_ID', () => 'x1', 'it must be decimal digits (length 2)'],
  [GOOGLE, () => '', undefined],
  [GOOGLE, () => file('right.key', keyFile('kaizencoach-staging')), undefined],
  [GOOGLE, () => file('wrong.key', keyFile('kaizencoach-prod')), 'it "project_id" must be kaizencoach-staging'],
  [GOOGLE, () => '/nowhere', 'the file (a path of 8 characters): there is no such file'],
  [GOOGLE, () => file('list.key', []), 'list.key: must be one JSON object, got an array'],
])('%s: an answer is judged while it can still be mended (%#)', async (name, answer, said) => {
  const { asked } = await prompted();
  const found = asked[name]?.mend(answer());
  expect(said === undefined ? found : found?.includes(said)).toBe(said === undefined ? undefined : true);
});
