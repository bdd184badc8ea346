import { join } from 'node:path';
import { REGION } from '../lib/environments/row';

/** Account in which the emulator puts everything. */
export const EMULATOR_ACCOUNT = '000000000000';

/**
 * The emulator's own access key, and its secret: it may do everything, and what it does is not recorded. Tests and the local
 * commands look with it at what is there.
 */
export const OWN_CREDENTIALS = { accessKeyId: EMULATOR_ACCOUNT, secretAccessKey: 'test' } as const;

/** The standard AWS variables that lead a client to the emulator. */
export type ClientEnvironment = Readonly<Record<string, string>>;

/**
 * Variables for every process that should talk to the emulator. They name profile files that do not exist, so that a
 * developer's own credentials and settings can never be used in their place.
 */
export function clientEnvironment(endpoint: string, stateDir: string): ClientEnvironment {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(stateDir, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(stateDir, 'no-aws-credentials'),
  };
}

/** Configuration of a client of the AWS SDK in this process that acts as the emulator itself. */
export function clientConfiguration(endpoint: string) {
  return { endpoint, region: REGION, credentials: OWN_CREDENTIALS };
}

/**
 * This process's environment without what would lead a command elsewhere: its AWS and CDK variables and its proxies.
 */
export function neutralEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(AWS_|CDK_|(https?|all|no)_proxy$)/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  // Until January 2027, on Node 20; see `scripts/run.mjs`.
  return { ...Object.fromEntries(own), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
}
