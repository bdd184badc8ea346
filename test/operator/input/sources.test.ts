import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../lib/operator/run';
import { pipeAt, readAtMost } from '../../../lib/operator/terminal/bounded-read';
import { aChange, aPlan, fakeContext, fakeKeeper } from '../support/fake-context';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content, { mode: 0o600 });
  return join(folder, name);
}

const SECRET = 'ab'.repeat(20);
const VALUES = JSON.stringify({ STRAVA_CLIENT_SECRET: SECRET });
const PLAN = aPlan({ entries: [{ key: 'STRAVA_CLIENT_SECRET', action: 'set' }] });

async function populate(
  args: readonly string[],
  change = aChange({ generated: [], populated: ['STRAVA_CLIENT_SECRET'] }),
) {
  const staging = fakeKeeper({ plan: async () => PLAN, change: async () => change });
  const context = fakeContext({ keepers: { staging } });
  const exitCode = await run(['populate', 'staging', '--yes', ...args], context);
  return { exitCode, text: context.stdout.text + context.stderr.text, orders: staging.orders };
}

describe('--delete-file', () => {
  test('deletes the file, and says so also where the values were stored already', async () => {
    const path = file('a-secrets.json', VALUES);
    const { exitCode, text } = await populate(['--file', path, '--delete-file'], aChange({ generated: [] }));

    expect(exitCode).toBe(0);
    expect(text).toContain(`deleted: ${path}`);
    expect(() => readFileSync(path)).toThrow();
  });

  test.each([
    ['symbolic', symlinkSync],
    ['hard', linkSync],
  ])(
    'is refused for a %s link before anything is asked: the values would stay under the other name',
    async (_, link) => {
      const path = file('a-secrets.json', VALUES);
      link(path, join(folder, 'link'));
      const { exitCode, text, orders } = await populate(['--file', join(folder, 'link'), '--delete-file']);

      expect(exitCode).toBe(2);
      expect(text).toMatch(/link/);
      expect(orders).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe(VALUES);
    },
  );

  test('a file is kept where somebody else has written since: it may be the last copy', async () => {
    const path = file('a-secrets.json', VALUES);
    const overtaken = aChange({ generated: [], populated: ['STRAVA_CLIENT_SECRET'], overtaken: true });
    const { text } = await populate(['--file', path, '--delete-file'], overtaken);

    expect(readFileSync(path, 'utf8')).toBe(VALUES);
    expect(text).toContain(`still there, with secrets in it; delete it: rm ${path}`);
  });

  test('a file that stays is named so that rm deletes it and nothing else', async () => {
    const path = file('it is.json', VALUES);
    const { text } = await populate(['--file', path]);

    expect(text).toContain(`rm '${path}'`);
  });
});

describe('a source that is no file', () => {
  test('what another program writes into a pipe is read', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const writer = spawnSync('bash', ['-c', `(exec 3<>"$0"; printf %s '${VALUES}' >&3; sleep 1) & sleep 0.2`, pipe], {
      stdio: 'ignore',
    });

    expect(writer.status).toBe(0);
    expect((await populate(['--file', pipe])).exitCode).toBe(0);
  });

  test.each(['/dev/zero', '/dev/random'])('%s is refused', async (path) => {
    const { exitCode, text } = await populate(['--file', path]);

    expect(exitCode).toBe(2);
    expect(text).toContain('is no file');
  });

  test('Ctrl-C ends the wait for a pipe into which nobody writes', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const interruption = new AbortController();
    const read = readAtMost(pipeAt(pipe), 10, interruption.signal);
    interruption.abort();

    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('an endless stream is left when it has given too much', async () => {
    const zeros = createReadStream('/dev/zero');

    expect(await readAtMost(zeros, 100_000, new AbortController().signal)).toHaveLength(100_001);
  });
});

describe('a file of values', () => {
  test('every value that is wrong is named in one answer', async () => {
    const path = file(
      'a-secrets.json',
      '{"STRAVA_CLIENT_ID": "x1", "NO_KEY": "1", "AI_TEMPERATURE": true, "GCP_LOCATION": "?"}',
    );
    const { exitCode, text } = await populate(['--file', path]);

    expect(exitCode).toBe(2);
    for (const wrong of [
      'STRAVA_CLIENT_ID must be',
      'no key of that name',
      'AI_TEMPERATURE must be',
      'GCP_LOCATION must be',
    ]) {
      expect(text).toContain(wrong);
    }
  });

  test('the template’s line for a key that --gcp-key-file brings may stay', async () => {
    const template = fakeContext();
    await run(['template'], template);
    const filled = template.stdout.text
      .replace(/REPLACE_ME: decimal[^"]*/, '188207')
      .replace(/REPLACE_ME: 40[^"]*/, SECRET);
    const { text, orders } = await populate([
      '--file',
      file('a-secrets.json', filled),
      '--gcp-key-file',
      file('k.key', '{"type": "x"}'),
    ]);

    expect(text).not.toContain('given twice');
    expect(text).toContain('k.key: GOOGLE_APPLICATION_CREDENTIALS_JSON "type" must be');
    expect(orders).toEqual([]);
  });

  test('a comma too many is called by its name', async () => {
    const { text } = await populate(['--file', file('a-secrets.json', '{\n"STRAVA_CLIENT_ID": "1",\n}')]);

    expect(text).toContain('line 3, column 1: there is a comma before this bracket, and no member after it');
  });

  test('a document that is nested too deeply is an error of ours', async () => {
    const deep = `{"GOOGLE_APPLICATION_CREDENTIALS_JSON": ${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    const { exitCode, text } = await populate(['--file', file('a-secrets.json', deep)]);

    expect(exitCode).toBe(2);
    expect(text).toContain('nested too deeply');
  });
});
