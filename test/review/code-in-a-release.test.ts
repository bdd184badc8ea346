import type { AssembledStack } from '../../lib/review/assembly/assembly';
import { asDeployed } from '../../lib/review/deployed/concrete';
import { judgeStack } from '../../lib/review/judge';
import { pairOf } from '../../lib/review/side';

/** A stack whose keeper has code of the hash `digest`. */
function stack(digest: string): AssembledStack {
  const Code = { S3Bucket: 'assets', S3Key: `${digest}.zip` };
  return {
    id: 'StagingStack',
    facts: {},
    template: { Resources: { SecretKeeperFunction: { Type: 'AWS::Lambda::Function', Properties: { Code } } } },
    assets: { [`${digest}.zip`]: digest },
    destinations: [],
  };
}

const [OLD, NEW] = [stack('a'.repeat(64)), stack('b'.repeat(64))];

async function codeFindings(before: AssembledStack, after: AssembledStack) {
  const { findings } = await judgeStack(pairOf('staging', before, after));
  return findings.filter(({ gate }) => gate === 'keeper.code');
}

test('other code of the keeper is the same finding in a release as in its pull request: what was accepted is not asked again', async () => {
  const inPullRequest = await codeFindings(OLD, NEW);
  expect(inPullRequest).toHaveLength(1);
  expect(await codeFindings(asDeployed(NEW, OLD.template), NEW)).toEqual(inPullRequest);
});

test('where the code is what runs, a release tells nothing of it', async () => {
  expect(await codeFindings(asDeployed(NEW, NEW.template), NEW)).toEqual([]);
});

test('code that is named by no hash of its contents is another', async () => {
  const named = JSON.parse(JSON.stringify(NEW.template).replaceAll('b'.repeat(64), 'latest'));
  expect(await codeFindings(asDeployed(NEW, named), NEW)).toHaveLength(1);
});
