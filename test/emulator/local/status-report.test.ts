import { statusReport } from '../../../emulator/local/status-report';
import { freePort } from '../../../emulator/ports';

test('a keeper that does not answer is a failure, with the reason and the next step of the operators’ command', async () => {
  const nobody = `http://127.0.0.1:${await freePort()}`;
  await expect(statusReport('staging', nobody)).rejects.toThrow(
    /^kaizencoach-secrets status staging failed: .*staging.*\n {2}next: /,
  );
});
