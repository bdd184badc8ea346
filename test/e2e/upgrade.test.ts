import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { runCdk } from '../../emulator/cdk';
import { clientConfiguration } from '../../emulator/client-environment';
import type { Emulator } from '../../emulator/emulator';
import { inProject } from '../../emulator/paths';
import { resourceNames } from '../../lib/environments/names';
import { environmentNamed } from '../../lib/environments/rows';
import { externalValues } from '../keeper/support/keeper';
import { invoke } from './support/ask-keeper';
import { bootstrappedEmulator } from './support/environment-under-test';
import { scratchFolder } from './support/scratch-folder';
import { newAssembly, sharedAssembly } from './support/shared-assembly';
import { StoredSecret, without } from './support/stored-secret';

/** The last state of the project whose keeper kept its record in tags and gave versions random ids (contract 1). */
const BEFORE = 'a402e06';
const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const { keeperFunction } = resourceNames(environmentNamed('staging'));
const { secretName } = environmentNamed('staging');

const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: inProject(), encoding: 'utf8' });
/** A shallow clone does not have it. */
const hasBefore = (() => {
  try {
    git('cat-file', '-e', `${BEFORE}^{commit}`);
    return true;
  } catch {
    return false;
  }
})();
const scratch = scratchFolder();
const old = join(scratch.path, 'before');
/** Assembly of `BEFORE`. */
let before: string;

let emulator: Emulator;
let lambda: LambdaClient;
let secret: StoredSecret;

beforeAll(async () => {
  if (!hasBefore) {
    return;
  }
  git('worktree', 'add', '--detach', old, BEFORE);
  symlinkSync(inProject('node_modules'), join(old, 'node_modules'));
  before = await newAssembly(old);
  emulator = await bootstrappedEmulator();
  const configuration = clientConfiguration(emulator.endpoint);
  lambda = new LambdaClient(configuration);
  secret = new StoredSecret(new SecretsManagerClient(configuration), secretName);
});
afterAll(async () => {
  if (!hasBefore) {
    return;
  }
  await emulator.stop();
  git('worktree', 'remove', '--force', old);
  rmSync(before, { recursive: true });
  scratch.remove();
});

async function deploy(app = sharedAssembly()): Promise<void> {
  const run = await runCdk(['deploy', 'StagingStack', '--require-approval', 'never'], {
    environment: emulator.environment,
    app,
  });
  expect(run.exitCode).toBe(0);
}

async function ask(request: object): Promise<Record<string, unknown>> {
  const answer: Record<string, unknown> = JSON.parse(await invoke(lambda, keeperFunction, request));
  return answer;
}

async function change(contract: 1 | 2, operation: string, details: object = {}): Promise<Record<string, unknown>> {
  const consents = { importGenerated: false, invalidateGarminPasswords: true };
  const requestId = contract === 2 ? { requestId: randomBytes(8).toString('hex') } : {};
  return ask({ contract, operation, ...requestId, seenVersion: await secret.versionId(), consents, ...details });
}

(hasBefore ? test : test.skip)(
  'over the keeper before, back and forward again: nothing is lost, nothing drawn anew, the other contract refused',
  async () => {
    // GIVEN a secret that the keeper before has seeded, populated and rotated, and that somebody has edited by hand
    await deploy(before);
    expect(await change(1, 'populate', { values: externalValues() })).toMatchObject({ outcome: 'done' });
    expect(await change(1, 'rotate', { keys: [GARMIN] })).toMatchObject({ outcome: 'done' });
    await secret.editJson((document) => ({ ...document, note: 'by hand' }));
    const document = await secret.document();

    // WHEN the new code is deployed
    await deploy();

    // THEN the value is as it was, and the contract before is refused in its own form
    expect(await secret.document()).toEqual(document);
    expect(await ask({ contract: 1, operation: 'status' })).toMatchObject({ contract: 1, rule: 'other-contract' });
    expect(await ask({ contract: 2, operation: 'status' })).toMatchObject({ outcome: 'status' });

    // AND what two edits drop comes back from a version of the keeper before
    await secret.editJson((document) => without(document, GARMIN));
    await secret.editJson((document) => ({ ...document, edits: 2 }));
    expect(await change(2, 'seed')).toMatchObject({ rule: 'generated-key-lost' });
    expect(await change(2, 'recover')).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
    expect((await secret.document())[GARMIN]).toBe(document[GARMIN]);

    // AND a rotation by the new keeper stands when the code goes back: the keeper before draws nothing either
    expect(await change(2, 'rotate', { keys: [GARMIN] })).toMatchObject({ outcome: 'done' });
    const rotated = await secret.document();
    await deploy(before);
    expect(await secret.document()).toEqual(rotated);
    expect(await ask({ contract: 2, operation: 'status' })).toMatchObject({ rule: 'unknown-request' });
    await secret.editJson((document) => without(document, GARMIN));
    expect(await change(1, 'seed')).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
    expect((await secret.document())[GARMIN]).toBe(rotated[GARMIN]);
    await secret.editJson((document) => without(document, GARMIN));
    await secret.editJson((document) => ({ ...document, edits: 3 }));
    expect(await change(1, 'seed')).toMatchObject({ rule: 'generated-key-lost' });

    // AND forward again, recover knows the last value
    await deploy();
    expect(await change(2, 'recover')).toMatchObject({ outcome: 'done' });
    expect(await secret.document()).toEqual({ ...rotated, edits: 3 });
  },
  // Four deployments, on machines that may be busy.
  600_000,
);
