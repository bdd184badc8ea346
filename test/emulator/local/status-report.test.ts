import { keysOf, statusReport } from '../../../emulator/local/status-report';
import { freePort } from '../../../emulator/ports';

test('a keeper that does not answer is a failure, with the reason and the next step of the operators’ command', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  await expect(statusReport('staging', nobody)).rejects.toThrow(
    /^kaizencoach-secrets status staging failed: .*staging.*\n {2}next: /,
  );
});

test('of what the command prints, the screen shows the keys and the next step, and that something is left out', () => {
  const report =
    '$ status\naccount 0\n\nversion  1\n\nkey    state\n─────  ───────\nA_KEY  missing\n\nnext: populate\n';
  expect(keysOf(report)).toBe('$ status\n…\nkey    state\n─────  ───────\nA_KEY  missing\nnext: populate');
});
