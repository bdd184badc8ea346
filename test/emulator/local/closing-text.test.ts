import { closingText } from '../../../emulator/local/closing-text';

const lines = closingText('http://127.0.0.1:4600', ['staging', 'mark'], (name) => `state/${name}`).split('\n');

test('says where the local AWS runs, and which environments it holds', () => {
  expect(lines[0]).toContain('runs at http://127.0.0.1:4600 and holds staging, mark.');
});

test('holds lines that can be pasted: the variables, then commands', () => {
  expect(lines[1]).toBe(
    'export AWS_ENDPOINT_URL=http://127.0.0.1:4600 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1',
  );
  expect(lines[2]).toBe(
    'npx kaizencoach-secrets populate staging --file state/staging-secrets.json --gcp-key-file state/google.key',
  );
  // Not every shell takes a comment after a command that is typed.
  expect(lines.filter((line) => line.includes('#'))).toEqual([]);
  expect(lines.filter((line) => /^np(x|m run) /.test(line))).toHaveLength(4);
});
