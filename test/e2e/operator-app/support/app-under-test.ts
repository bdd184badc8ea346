import { setTimeout } from 'node:timers/promises';
import type { RuntimeStandIn } from '../../../support/runtime-stand-in';
import { deployedEnvironment, type EnvironmentUnderTest } from '../../support/environment-under-test';
import { OperatorBinary } from '../../support/operator-binary';
import { LambdaEndpoint } from '../../support/operator-lambda-endpoint';
import { type BroughtValues, broughtValues, valuesFile, writePrivate } from '../../support/operator-values';
import { RuntimeLog } from '../../support/runtime-log';

/** Staging with its app, on one runtime. */
export interface AppUnderTest<R extends RuntimeStandIn = RuntimeStandIn> {
  readonly staging: EnvironmentUnderTest;
  readonly runtime: R;
  readonly log: RuntimeLog;
  readonly lambda: LambdaEndpoint;
  readonly binary: OperatorBinary;
  readonly brought: BroughtValues;
  /** Every secret value that was ever in play. */
  readonly values: Set<string>;
  rotate(): Promise<void>;
  /** The service runs, its next deployment succeeds, and the app loads what is stored. */
  reset(): void;
  end(): Promise<void>;
}

/** How one runtime differs. */
export interface RuntimeCase<R extends RuntimeStandIn = RuntimeStandIn> {
  readonly standIn: Promise<R>;
  /** The app of `test/e2e/apps` that deploys staging. @default - the project's own */
  readonly app?: string;
  /** The operator's program. @default - the project's own */
  readonly program?: readonly string[];
}

/** Deploys staging, fills its secret, and starts stand-in, log and program. */
export async function appUnderTest<R extends RuntimeStandIn>(runtimeCase: RuntimeCase<R>): Promise<AppUnderTest<R>> {
  const runtime = await runtimeCase.standIn;
  const staging = await deployedEnvironment('staging', runtimeCase.app === undefined ? {} : { app: runtimeCase.app });
  const { environment, endpoint } = staging.emulator;
  const log = await RuntimeLog.of(runtime, endpoint);
  const lambda = await LambdaEndpoint.before(endpoint);
  const binary = new OperatorBinary(
    { ...environment, [runtime.endpointVariable]: runtime.origin, AWS_ENDPOINT_URL_LAMBDA: lambda.origin },
    runtimeCase.program,
  );
  const brought = broughtValues('kaizencoach-staging');
  const keyFile = writePrivate(binary.folder, 'key.json', brought.keyFile);
  const file = valuesFile(binary.folder, brought);
  await binary.run(['populate', 'staging', '--file', file, '--gcp-key-file', keyFile, '--yes']);
  let instances = 0;
  return {
    staging,
    runtime,
    log,
    lambda,
    binary,
    brought,
    values: new Set([brought.clientSecret, brought.privateKey]),
    rotate: async () => {
      await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
      // Records have whole seconds, and an instance that starts in the same one could have read either value.
      await setTimeout(1_000);
    },
    reset: () => {
      runtime.reset();
      runtime.onInstances = async () => {
        instances += 1;
        await log.loaded(`ok-${instances}`, brought.clientId);
      };
      lambda.operations.length = 0;
    },
    end: async () => {
      binary.end();
      await Promise.all([runtime.close(), lambda.close(), staging.end()]);
    },
  };
}
