import { runCdk } from '../../../emulator/cdk';
import { deployedEnvironment, type EnvironmentUnderTest } from '../support/environment-under-test';
import { OperatorBinary } from '../support/operator-binary';
import { broughtValues } from '../support/operator-values';
import { sharedAssembly } from '../support/shared-assembly';

/** Staging and a demo, deployed, on which all tests of the operators' command line work, one upon the other. */
export let staging: EnvironmentUnderTest;
export let binary: OperatorBinary;
export const brought = broughtValues('kaizencoach-staging');
/** Every secret value that was ever in play. */
export const values = new Set([brought.clientSecret, brought.privateKey, JSON.stringify(JSON.parse(brought.keyFile))]);
export const folder = () => binary.folder;

export async function deploy(): Promise<void> {
  staging = await deployedEnvironment('staging');
  const demo = ['deploy', 'DemoMarkStack', '--require-approval', 'never'];
  await runCdk(demo, { environment: staging.emulator.environment, app: sharedAssembly() });
  binary = new OperatorBinary(staging.emulator.environment);
}

export async function end(): Promise<void> {
  binary.end();
  await staging.end();
}

/** Remembers what is stored, to look for it everywhere at the end; the client id is public. */
export async function remember(): Promise<Record<string, unknown>> {
  const { STRAVA_CLIENT_ID: _, ...secret } = await staging.secret.document();
  for (const value of Object.values(secret)) {
    values.add(String(value));
  }
  return secret;
}

export function json(text: string): Record<string, unknown> {
  return JSON.parse(text);
}
