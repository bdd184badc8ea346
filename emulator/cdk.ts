import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { REGION } from '../lib/environments/row';
import { type ClientEnvironment, EMULATOR_ACCOUNT, neutralEnvironment } from './client-environment';
import { inProject } from './paths';
import { type ProcessResult, runProcess } from './run-process';

/** How to run the CDK's command line. */
export interface CdkOptions {
  /** Variables that lead it to an emulator. */
  readonly environment: ClientEnvironment;
  /** @default - the project's folder, whose cdk.json names the app */
  readonly cwd?: string;
  /** Command of another app, or folder of an assembly. @default - the app of the cdk.json in `cwd` */
  readonly app?: string;
  /** Folder for the synthesised assembly. @default - one of its own, removed at the end */
  readonly output?: string;
  /** Gets every line of its output as it comes. */
  readonly onLine?: (line: string) => void;
}

/**
 * Runs the project's own CDK command line to its end, without colour, questions or calls to anything but the emulator. Runs
 * at the same time do not disturb each other.
 */
export async function runCdk(args: readonly string[], options: CdkOptions): Promise<ProcessResult> {
  mkdirSync(inProject('build'), { recursive: true });
  const own = mkdtempSync(inProject('build', 'cdk.out-'));
  try {
    const flags = ['--output', options.output ?? own, '--no-color', '--ci', '--no-notices'];
    const app = options.app === undefined ? [] : ['--app', options.app];
    return await runProcess(process.execPath, [cdkCommand(), ...args, ...app, ...flags], {
      cwd: options.cwd ?? inProject(),
      environment: {
        ...neutralEnvironment(),
        ...options.environment,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CDK_DISABLE_VERSION_CHECK: '1',
      },
      ...(options.onLine === undefined ? {} : { onLine: options.onLine }),
    });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** Bootstraps the emulator's account, as a person does once for a real one. */
export async function bootstrap(options: Omit<CdkOptions, 'app' | 'cwd'>): Promise<ProcessResult> {
  // Away from cdk.json, because the app is not needed and would be synthesised.
  const cwd = mkdtempSync(inProject('build', 'bootstrap-'));
  try {
    // Named, because the emulator takes the default of the bootstrap's parameter for a policy without a name.
    const policies = ['--cloudformation-execution-policies', 'arn:aws:iam::aws:policy/AdministratorAccess'];
    return await runCdk(['bootstrap', `aws://${EMULATOR_ACCOUNT}/${REGION}`, ...policies], { ...options, cwd });
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function cdkCommand(): string {
  return inProject('node_modules', 'aws-cdk', 'bin', 'cdk');
}
