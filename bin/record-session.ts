import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SAMPLE_CLIENT_ID, SAMPLE_FILES, writeSampleValues } from '../emulator/issuers/sample-values';
import { IssuersStandIn } from '../emulator/issuers/stand-in';
import { inProject } from '../emulator/paths';
import { alertMessage } from '../lib/audit/alert-message';
import { SECRET_CHANGES } from '../lib/audit/detections/secret-changes';
import { resourceNames } from '../lib/environments/names';
import { environmentNamed } from '../lib/environments/rows';
import { deployedEnvironment, type EnvironmentUnderTest } from '../test/e2e/support/environment-under-test';
import { RuntimeLog } from '../test/e2e/support/runtime-log';
import { AppRunnerStandIn } from '../test/support/app-runner-stand-in';

const STAGING = environmentNamed('staging');
const PLACE = /(<!-- recorded: session -->)[\s\S]*?(<!-- end -->)/;
/** In the repository, as an operator is; git ignores it. */
const FOLDER = inProject('build', 'session');

/** A night that goes on for longer does not end. */
const MOST_COMMANDS = 12;

/** The night, as it is shown: each command with what it printed. */
class Session {
  readonly parts: string[] = [];
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  say(text: string): void {
    this.parts.push(text);
  }

  /** Runs a command as it was printed, or typed; a question that it would ask is answered by `--yes`. */
  async type(command: string): Promise<string> {
    const [program = '', ...words] = command.split(' ').slice(1);
    const { stdout, stderr, status } = await run([inProject('bin', `${program}.mjs`), ...words], this.#environment);
    const text = `${told(stderr)}${stdout}`.trim();
    this.say(`$ ${command}\n${text}\n(exit code ${status})`);
    return text;
  }
}

/** Without the lines of progress that repeat an earlier one: how many there are is the machine's doing. */
function told(notes: string): string {
  const lines = notes.split('\n');
  return lines.filter((line, index) => !line.endsWith(' …') || lines.indexOf(line) === index).join('\n');
}

/** Beside this process, which answers for App Runner meanwhile. */
async function run(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, args, { cwd: FOLDER, env: { PATH: process.env['PATH'], ...environment } });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdin.end();
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { stdout: stdout.join(''), stderr: stderr.join(''), status };
}

/** The alert of a change by hand, as the environment's topic gets it; the record's fields are made up. */
function alertText(): string {
  const [valueChanged] = SECRET_CHANGES;
  if (valueChanged === undefined) {
    throw new Error('there is no detection of a changed value');
  }
  const record: Readonly<Record<string, string>> = {
    who: 'arn:aws:sts::000000000000:assumed-role/console/somebody',
    what: 'PutSecretValue',
    from: '198.51.100.7',
    when: new Date().toISOString(),
    region: 'eu-west-1',
  };
  const { inputTemplate } = alertMessage(STAGING.name, valueChanged);
  return inputTemplate.replace(/<([a-z]+)>/g, (_, name: string) => record[name] ?? '');
}

/** What an edit at the console does that was meant for one key: it drops two others, and breaks a third. */
async function editAtTheConsole({ secret }: EnvironmentUnderTest): Promise<void> {
  await secret.editJson(({ GARMIN_ENCRYPTION_KEY: _, STRAVA_CLIENT_SECRET: __, ...rest }) => ({
    ...rest,
    GOOGLE_APPLICATION_CREDENTIALS_JSON: String(rest['GOOGLE_APPLICATION_CREDENTIALS_JSON']).slice(1),
    AI_TEMPERATURE: '0.4',
  }));
}

/** The commands that the doctor ends in. */
function commandsOf(text: string): readonly string[] {
  const [, list = ''] = text.split('to mend it, in this order:\n');
  return list.split('\n').flatMap((line) => /^ {4}(npx .*)$/.exec(line)?.[1] ?? []);
}

async function asked(session: Session): Promise<readonly string[]> {
  return commandsOf(await session.type('npx kaizencoach-secrets doctor staging'));
}

async function night(staging: EnvironmentUnderTest, appRunner: AppRunnerStandIn): Promise<Session> {
  const pauses = { KAIZENCOACH_PAUSE_MS: '500', [appRunner.endpointVariable]: appRunner.origin };
  const session = new Session({ ...staging.emulator.environment, ...pauses });
  await session.type('npx kaizencoach-secrets status staging');
  const files = `--file ${SAMPLE_FILES.values} --gcp-key-file ${SAMPLE_FILES.googleKey} --delete-file`;
  await session.type(`npx kaizencoach-secrets populate staging ${files} --yes`);
  await session.type('npx kaizencoach-secrets reload staging');
  const before = await staging.secret.document();
  await editAtTheConsole(staging);
  session.say(`# At night. Somebody has edited the secret at the console, and the topic sends:\n${alertText()}`);
  const typed: string[] = [];
  // What depends on a key that was dropped is asked once it is back, so the doctor is asked until nothing is left.
  for (
    let commands = await asked(session);
    commands.length > 0 && typed.length < MOST_COMMANDS;
    commands = await asked(session)
  ) {
    for (const command of commands) {
      typed.push(command);
      await session.type(/ (recover|webhook) /.test(command) ? `${command} --yes` : command);
    }
  }
  if (!typed.some((command) => command.includes(' webhook ')) || typed.length >= MOST_COMMANDS) {
    throw new Error('the night did not end, or nobody missed the subscription at Strava');
  }
  const after = await staging.secret.document();
  if (JSON.stringify(sorted(after)) !== JSON.stringify(sorted({ ...before, AI_TEMPERATURE: '0.4' }))) {
    throw new Error('something was lost in the night: the keys are not what they were, with the edit');
  }
  return session;
}

function sorted(document: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  return Object.entries(document).sort(([one], [other]) => (one < other ? -1 : 1));
}

async function main(): Promise<void> {
  const issuers = await new IssuersStandIn(STAGING.domain).listen();
  writeSampleValues(FOLDER, STAGING, issuers);
  const staging = await deployedEnvironment(STAGING.name, { issuersEndpoint: issuers.origin });
  const appRunner = await AppRunnerStandIn.named(STAGING.service);
  try {
    const { instanceRole } = resourceNames(STAGING);
    appRunner.roleArn = `arn:aws:iam::000000000000:role/${instanceRole}`;
    const log = await RuntimeLog.of(appRunner, staging.emulator.endpoint);
    let instances = 0;
    appRunner.onInstances = async () => {
      instances += 1;
      await log.loaded(`${instances}`, SAMPLE_CLIENT_ID);
      issuers.loadedToken = String((await staging.secret.document())['STRAVA_VERIFY_TOKEN']);
    };
    const { parts } = await night(staging, appRunner);
    const document = inProject('docs', 'session.md');
    const text = readFileSync(document, 'utf8');
    const shown = parts.join('\n\n');
    writeFileSync(
      document,
      text.replace(PLACE, (_, begin, end) => `${begin}\n\`\`\`\n${shown}\n\`\`\`\n${end}`),
    );
  } finally {
    await appRunner.close();
    await staging.end();
    await issuers.close();
    rmSync(FOLDER, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
