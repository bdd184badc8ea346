import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { runCdk } from '../../emulator/cdk';
import { clientConfiguration } from '../../emulator/client-environment';
import type { Emulator } from '../../emulator/emulator';
import { environmentNamed } from '../../lib/environments/rows';
import { bootstrappedEmulator, settledStatus } from './support/environment-under-test';
import { sharedAssembly, toDeploy } from './support/shared-assembly';
import { StoredSecret } from './support/stored-secret';

const STAGING = 'StagingStack';

let emulator: Emulator;
let cloudFormation: CloudFormationClient;

beforeAll(async () => {
  emulator = await bootstrappedEmulator();
  cloudFormation = new CloudFormationClient(clientConfiguration(emulator.endpoint));
});
afterAll(() => emulator.stop());

function secretOf(name: string): StoredSecret {
  return new StoredSecret(
    new SecretsManagerClient(clientConfiguration(emulator.endpoint)),
    environmentNamed(name).secretName,
  );
}

function deploy(stackId: string, app?: string, variables: Record<string, string> = {}) {
  return runCdk(['deploy', stackId, '--require-approval', 'never'], {
    environment: { ...emulator.environment, ...variables },
    ...toDeploy(app),
  });
}

async function unprotect(): Promise<void> {
  const command = { StackName: STAGING, EnableTerminationProtection: false };
  await cloudFormation.send(new UpdateTerminationProtectionCommand(command));
}

/** The CLI may look before the deletion has begun: what became of the stack is asked of CloudFormation. */
async function destroy(stackId: string): Promise<{ readonly output: string; readonly status: string }> {
  const { output } = await runCdk(['destroy', stackId, '--force'], {
    environment: emulator.environment,
    app: sharedAssembly(),
  });
  return { output, status: await settledStatus(cloudFormation, stackId) };
}

test('I5: a demo goes with its stack, secret and all, and can be deployed again', async () => {
  expect((await deploy('DemoMarkStack')).exitCode).toBe(0);
  expect((await destroy('DemoMarkStack')).status).toBe('DELETED');
  await expect(secretOf('mark').text()).rejects.toThrow('find the specified secret');
  expect((await deploy('DemoMarkStack')).exitCode).toBe(0);
});

test('I5: a failed first deployment leaves no orphan, and the next one succeeds', async () => {
  const failed = await deploy(STAGING, 'failing-first-deployment');
  expect(failed.exitCode).toBe(1);
  expect(failed.output).toContain('the event names another secret');
  await expect(secretOf('staging').text()).rejects.toThrow('find the specified secret');
  // the CDK has protected the stack before it failed, and cannot replace a protected stack
  expect((await deploy(STAGING)).output).toContain('cannot be deleted while TerminationProtection is enabled');
  await unprotect();
  expect((await deploy(STAGING)).exitCode).toBe(0);
});

describe('staging that is destroyed and deployed again', () => {
  let document: Record<string, unknown>;
  let refusal: string;

  beforeAll(async () => {
    document = await secretOf('staging').document();
  });

  test('I5: its stack is protected from deletion', async () => {
    expect(await destroy(STAGING)).toEqual({
      output: expect.stringContaining('TerminationProtection'),
      status: 'CREATE_COMPLETE',
    });
  });

  test('I5: the secret outlives the stack', async () => {
    await unprotect();
    expect((await destroy(STAGING)).status).toBe('DELETED');
    expect(await secretOf('staging').document()).toEqual(document);
  });

  test('the next deployment refuses, and says which change of the row goes on', async () => {
    const { exitCode, output } = await deploy(STAGING);
    refusal = output;
    expect(exitCode).toBe(1);
    expect(output).toContain('the secret staging-kaizencoach-app-secrets exists already');
    expect(output).toContain('update-termination-protection --stack-name StagingStack');
    expect(output).toMatch(
      /secret: \{ mode: 'adopt', arn: 'arn:[^']+', seedOnAdopt: true, noOtherServiceReads: true \}, encryption: /,
    );
    expect(await secretOf('staging').document()).toEqual(document);
  });

  test('with that change it deploys, and no value has changed', async () => {
    await unprotect();
    const ADOPTED_SECRET_ARN = /arn: '(arn:[^']+)'/.exec(refusal)?.[1] ?? '';
    const ADOPTED_KEY_ARN = /keyArn: '([^']+)'/.exec(refusal)?.[1] ?? '';
    const { exitCode } = await deploy(STAGING, 'adopted-staging', { ADOPTED_SECRET_ARN, ADOPTED_KEY_ARN });
    expect(exitCode).toBe(0);
    expect(await secretOf('staging').document()).toEqual(document);
  });
});
