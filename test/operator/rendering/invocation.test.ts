import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adapted } from '../../../lib/operator/rendering/invocation';
import { projectRoot } from '../../../lib/project-root';

const HINT = 'next: npx kaizencoach-secrets reload staging, or npx cdk deploy StagingStack';

test.each([projectRoot(), join(projectRoot(), 'docs')])('in the repository a hint is as it is: %s', (folder) => {
  expect(adapted(HINT, folder)).toBe(HINT);
});

test('elsewhere no hint makes npx look for the package in a public registry', () => {
  const hint = adapted(HINT, tmpdir());

  expect(hint).toBe(
    `next: node ${projectRoot()}/bin/kaizencoach-secrets.mjs reload staging, or cd ${projectRoot()} && npx cdk deploy StagingStack`,
  );
});
