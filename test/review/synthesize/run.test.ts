import { run } from '../../../lib/review/synthesize/run';

test('what is synthesized gets no credentials: not of AWS, and not those with which a job proves who it is', async () => {
  const credentials = {
    AWS_SECRET_ACCESS_KEY: 'one',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'two',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'three',
    ACTIONS_RUNTIME_TOKEN: 'four',
    GH_TOKEN: 'five',
    GITHUB_TOKEN: 'six',
  };
  const replaced = jest.replaceProperty(process, 'env', { ...process.env, ...credentials, GITHUB_SHA: 'seven' });
  try {
    const { stdout } = await run(process.execPath, ['-p', 'JSON.stringify(process.env)'], process.cwd());
    const inherited = Object.keys(JSON.parse(stdout));
    expect(inherited.filter((name) => Object.hasOwn(credentials, name))).toEqual([]);
    expect(inherited).toContain('GITHUB_SHA');
  } finally {
    replaced.restore();
  }
});
