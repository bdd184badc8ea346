import { randomBytes } from 'node:crypto';
import { CommanderError } from 'commander';
import { usageError } from '../../../lib/operator/command-line/usage-error';

const secret = randomBytes(20).toString('hex');

function shown(message: string): string {
  const { message: reason, next } = usageError(new CommanderError(1, 'commander.any', message), new Set(['status']));
  return `${reason} ${next}`;
}

test.each([
  ['an option', `error: unknown option '--${secret}'`],
  ['several lines', `error: unknown option '-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----'`],
  ['quotation marks in it', `error: unknown command 'a'${secret}'b'`],
  ['both', `error: unknown command 'a'\n${secret}\n'b'\n(Did you mean status?)`],
  ['a suggestion after it', `error: unknown option '--${secret}'\n(Did you mean --set?)`],
])('I1: what was typed is not repeated, with %s', (_, message) => {
  expect(shown(message)).not.toContain(secret);
});

test('a suggestion and words of the command line itself are shown', () => {
  expect(shown("error: unknown option '--sett'\n(Did you mean --set?)")).toBe(
    'unknown option (length 6) Did you mean --set?',
  );
  expect(shown("error: missing required argument 'status'")).toContain("'status'");
});
