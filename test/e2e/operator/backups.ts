import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { resourceNames } from '../../../lib/environments/names';
import { environmentNamed } from '../../../lib/environments/rows';
import { writePrivate } from '../support/operator-values';
import { binary, folder, json, remember, staging, values } from './stage';

const KEEPER = resourceNames(environmentNamed('staging')).keeperFunction;

/** Upon what the life of the environment left. */
export function backups(): void {
  test('backup and restore: refused without recipients, then encrypted, checked and put back', async () => {
    const refused = await binary.run(['backup', 'staging']);
    const identity = await generateX25519Identity();
    values.add(identity);
    const identityFile = writePrivate(folder(), 'age.key', `# made for this run\n${identity}\n`);
    await makeRecipient(await identityToRecipient(identity));

    const checking = ['restore', 'staging', 'staging.age', '--identity', identityFile, '--check', '--json'];
    const backup = await binary.run(['backup', 'staging', '--out', 'staging.age']);
    const again = await binary.run(['backup', 'staging', '--out', 'staging.age']);
    const check = await binary.run(checking);
    const before = await remember();
    await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
    const differs = await binary.run(checking);
    const restore = ['restore', 'staging', 'staging.age', '--identity', identityFile, '--yes'];
    const unasked = await binary.run(restore);
    const restored = await binary.run([...restore, '--import-generated']);

    expect([refused.exitCode, backup.exitCode, again.exitCode]).toEqual([1, 0, 2]);
    expect(statSync(join(folder(), 'staging.age')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder(), 'staging.age'), 'utf8')).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----/);
    expect(json(check.stdout)).toMatchObject({ usable: true });
    expect(json(differs.stdout)).toMatchObject({ usable: true, plan: { needsConsents: ['importGenerated'] } });
    expect([unasked.exitCode, restored.exitCode]).toEqual([2, 0]);
    expect(await remember()).toEqual(before);
  });

  test('a backup of staging cannot be restored into another environment, or with another identity', async () => {
    const stranger = writePrivate(folder(), 'stranger.key', `${await generateX25519Identity()}\n`);

    const mark = await binary.run(['restore', 'mark', 'staging.age', '--identity', 'age.key', '--yes']);
    const other = await binary.run(['restore', 'staging', 'staging.age', '--identity', stranger, '--check']);

    expect(mark.exitCode).toBe(1);
    expect(mark.stderr).toContain('"project_id" must be kaizencoach-mark');
    expect(other.exitCode).toBe(1);
    expect(other.stderr).toContain('cannot be decrypted with this identity');
  });
}

async function makeRecipient(recipient: string): Promise<void> {
  await staging.lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: KEEPER,
      Environment: {
        Variables: {
          ENVIRONMENT_NAME: 'staging',
          SECRET_NAME: 'staging-kaizencoach-app-secrets',
          GCP_PROJECT: 'kaizencoach-staging',
          SEEDING: 'add',
          DOMAIN: 'staging.kaizencoach.training',
          ASK_ISSUERS: 'yes',
          TOPIC_ARN: 'arn:aws:sns:eu-west-1:000000000000:staging-kaizencoach-audit',
          BACKUP_RECIPIENTS: recipient,
          STACK_ID: 'of-the-test',
        },
      },
    }),
  );
}
