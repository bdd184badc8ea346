import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { resourceNames } from '../../lib/environments/names';
import { ENVIRONMENTS, environmentNamed } from '../../lib/environments/rows';
import { AppRunnerLog } from './support/app-runner-log';
import { AppRunnerService } from './support/app-runner-service';
import { deployedEnvironment, type EnvironmentUnderTest } from './support/environment-under-test';
import { OperatorBinary } from './support/operator-binary';
import { LambdaEndpoint } from './support/operator-lambda-endpoint';
import { leaks } from './support/operator-leaks';
import { broughtValues, valuesFile, writePrivate } from './support/operator-values';
import { type Ask, askOf, isPermitted, managedPolicy, type NotedCall } from './support/permitted';

const { service: SERVICE } = environmentNamed('staging');
const { instanceRole: ROLE } = resourceNames(environmentNamed('staging'));

let staging: EnvironmentUnderTest;
let appRunner: AppRunnerService;
let log: AppRunnerLog;
let lambda: LambdaEndpoint;
let binary: OperatorBinary;
let instances = 0;
const brought = broughtValues('kaizencoach-staging');
/** Every secret value that was ever in play. */
const values = new Set([brought.clientSecret, brought.privateKey]);

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
  const { environment, endpoint } = staging.emulator;
  appRunner = await AppRunnerService.named(SERVICE);
  log = await AppRunnerLog.of(appRunner, endpoint);
  lambda = await LambdaEndpoint.before(endpoint);
  binary = new OperatorBinary({
    ...environment,
    AWS_ENDPOINT_URL_APPRUNNER: appRunner.origin,
    AWS_ENDPOINT_URL_LAMBDA: lambda.origin,
  });
  const keyFile = writePrivate(binary.folder, 'key.json', brought.keyFile);
  const file = valuesFile(binary.folder, brought);
  await binary.run(['populate', 'staging', '--file', file, '--gcp-key-file', keyFile, '--yes']);
});
beforeEach(() => {
  appRunner.status = 'RUNNING';
  appRunner.ending = 'SUCCEEDED';
  appRunner.onInstances = async () => {
    instances += 1;
    await log.loaded(`ok-${instances}`, brought.clientId);
  };
  lambda.operations.length = 0;
});
afterEach(async () => {
  for (const [name, value] of Object.entries(await staging.secret.document())) {
    name === 'STRAVA_CLIENT_ID' || values.add(String(value));
  }
});
afterAll(async () => {
  binary.end();
  await Promise.all([appRunner.close(), lambda.close(), staging.end()]);
});

async function rotated(): Promise<void> {
  await binary.run(['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes']);
  // Records have whole seconds, and an instance that starts in the same one could have read either value.
  await setTimeout(1_000);
}

async function proof(): Promise<unknown> {
  return JSON.parse((await binary.run(['verify', 'staging', '--json'])).stdout)['proof'];
}

describe('reload and verify', () => {
  test('before the app has ever said anything: missing, exit code 1', async () => {
    const { exitCode, stdout } = await binary.run(['verify', 'staging']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('missing: the app has not said that it loaded the secret');
    expect(stdout).toContain('next: npx kaizencoach-secrets reload staging');
  });

  test('reload deploys, waits, and proves that the app has loaded what is stored', async () => {
    const { exitCode, stdout, stderr } = await binary.run(['reload', 'staging']);

    expect(stdout).toContain('loaded: every running instance');
    expect(stdout).toContain(`STRAVA_CLIENT_ID: ${brought.clientId.slice(0, 8)}...`);
    expect(exitCode).toBe(0);
    expect(stderr).toBe('');
    expect(await proof()).toBe('loaded');
  });

  test('after a change that was not reloaded: stale', async () => {
    await rotated();

    expect(await proof()).toBe('stale');
  });

  test('an old instance that still prints after the deployment: stale', async () => {
    await log.print('old', 'serving');
    await rotated();
    appRunner.onInstances = async () => log.loaded('fresh', brought.clientId);
    await binary.run(['reload', 'staging']);
    await log.print('old', 'still serving');

    const { stdout, exitCode } = await binary.run(['verify', 'staging']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('1 of 2 instances started before the last change and still run');
  });

  test('an app that loads another Strava app’s id: failed', async () => {
    appRunner.onInstances = async () => log.loaded('wrong', '99999999');

    const { stdout, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('failed: the app loaded another Strava client id (99999999...)');
  });

  test('a deployment that App Runner rolled back: failed, with the lines that matter and no value in them', async () => {
    const { FLASK_SECRET_KEY } = await staging.secret.document();
    appRunner.ending = 'ROLLBACK_SUCCEEDED';
    await log.print('crashing', `Error: SECRET_KEY not found, config was {"FLASK_SECRET_KEY": "${FLASK_SECRET_KEY}"}`);

    const { stdout, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('App Runner rolled the last deployment back (ROLLBACK_SUCCEEDED)');
    expect(stdout).not.toContain(String(FLASK_SECRET_KEY));
  });

  test.each([
    ['PAUSED', 'is paused', 'resume-service'],
    ['OPERATION_IN_PROGRESS', 'is at work on', 'list-operations'],
    ['CREATE_FAILED', 'does not run (CREATE_FAILED)', 'console'],
  ])('a service that is %s is refused, and no deployment is asked for', async (status, reason, next) => {
    appRunner.status = status;
    appRunner.calls.length = 0;

    const { stderr, exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain(reason);
    expect(stderr).toContain(next);
    expect(appRunner.calls).not.toContain('StartDeployment');
  });

  test('no such service', async () => {
    const { stderr, exitCode } = await binary.run(['reload', 'production']);

    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no App Runner service prod-my-personal-coach-service here');
  });

  test('a lost reply to StartDeployment starts no second one', async () => {
    appRunner.losesNextReply = true;
    appRunner.calls.length = 0;

    const { exitCode } = await binary.run(['reload', 'staging']);

    expect(exitCode).toBe(0);
    expect(appRunner.calls.filter((call) => call === 'StartDeployment')).toHaveLength(1);
  });

  test('--no-wait says that it is not yet live', async () => {
    const { stdout, exitCode } = await binary.run(['reload', 'staging', '--no-wait']);

    expect(exitCode).toBe(0);
    expect(stdout).toContain('stored, not yet live');
  });
});

describe('a change whose reply is lost is never sent again', () => {
  const rotate = ['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes'];
  const changes = () => lambda.operations.filter((operation) => operation === 'rotate');

  // That nothing was stored is final only after the keeper's time-out: the tests of make-change say so, without the wait.
  test('the connection ends after the keeper has done it: the new version is current', async () => {
    const before = await staging.secret.versionId();
    lambda.cutNext = { operation: 'rotate', when: 'after' };

    const { exitCode, stderr, stdout } = await binary.run(rotate);

    const after = await staging.secret.versionId();
    expect(after).not.toBe(before);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`the change was made: version ${after}`);
    expect(stdout).toContain('which keys it changed: npx kaizencoach-secrets history staging');
    expect(changes()).toHaveLength(1);
  });

  test('Ctrl-C while the keeper is at work: says which version is current', async () => {
    lambda.cutNext = { operation: 'rotate', when: 'never answer' };

    const { stderr } = await binary.run(rotate, {
      onStart: async (child) => {
        for (let look = 0; look < 200 && changes().length === 0; look += 1) {
          await setTimeout(50);
        }
        await setTimeout(300);
        child.kill('SIGINT');
      },
    });

    expect(stderr).toContain(`the change was made: version ${await staging.secret.versionId()}`);
    expect(changes()).toHaveLength(1);
  });
});

describe('doctor', () => {
  async function findings(): Promise<Record<string, string>> {
    const { stdout } = await binary.run(['doctor', 'staging', '--json']);
    const found: { check: string; verdict: string; cause: string }[] = JSON.parse(stdout)['findings'];
    return Object.fromEntries(found.map(({ check, verdict, cause }) => [check, `${verdict}: ${cause}`]));
  }

  test('a healthy environment: every symptom of the guide is looked at, and there is no problem', async () => {
    appRunner.instanceRoleArn = `arn:aws:iam::000000000000:role/${ROLE}`;
    await setTimeout(1_000);
    await binary.run(['reload', 'staging']);

    const found = await findings();

    expect(Object.values(found).filter((finding) => finding.startsWith('problem'))).toEqual([]);
    expect(Object.keys(found).join()).toMatch(/SECRET_KEY not found.*Garmin.*default credentials.*Invalid client_id/s);
  });

  test('a service that runs with another role', async () => {
    appRunner.instanceRoleArn = 'arn:aws:iam::000000000000:role/another';

    expect((await findings())['role of the running service']).toMatch(/^problem: .*role\/another/);
  });

  test('a key that a console edit dropped, and a trust policy for another service', async () => {
    const iam = new IAMClient(clientConfiguration(staging.emulator.endpoint));
    const statement = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: ROLE, PolicyDocument }));
    await staging.secret.editJson(({ FLASK_SECRET_KEY: _, ...rest }) => rest);

    const found = await findings();

    expect(found['keys that a console edit dropped']).toMatch(/^problem: the last edit dropped FLASK_SECRET_KEY/);
    expect(found['trust of the app’s role']).toMatch(/^problem: .*does not name tasks\.apprunner\.amazonaws\.com/);
    await binary.run(['seed', 'staging', '--yes']);
  });

  test('without a keeper: the rest is looked at all the same', async () => {
    const { stdout, exitCode } = await binary.run(['doctor', 'production']);

    expect(exitCode).toBe(1);
    expect(stdout).toContain('there is no function prod-kaizencoach-secret-keeper here');
    expect(stdout).toContain('there is no secret my-personal-coach-app-secrets here');
  });
});

describe('what the program asks of AWS', () => {
  /** What reload, verify and everything that goes through the keeper need; the operator's policy allows this. */
  const OPERATOR = [
    'Lambda:Invoke',
    'AppRunner:ListServices',
    'AppRunner:ListOperations',
    'AppRunner:StartDeployment',
    'CloudWatchLogs:FilterLogEvents',
    'CloudWatchLogs:DescribeLogStreams',
  ];
  /** What the doctor looks at beside that. */
  const DOCTOR = [
    'AppRunner:DescribeService',
    'SecretsManager:DescribeSecret',
    'SecretsManager:GetResourcePolicy',
    'IAM:GetRole',
    'IAM:ListRolePolicies',
    'IAM:GetRolePolicy',
    'IAM:ListAttachedRolePolicies',
    'IAM:GetPolicy',
    'IAM:GetPolicyVersion',
    'CloudFormation:ListStackResources',
    'SNS:ListSubscriptionsByTopic',
    'EventBridge:ListRules',
  ];

  /** In which account one is: nobody needs a permission for it. */
  const WHOSE = 'STS:GetCallerIdentity';

  test('these calls and no other; never the value of a secret', () => {
    const calls: { service: string; operation: string }[] = readFileSync(binary.callLog, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const asked = [...new Set(calls.map(({ service, operation }) => `${service}:${operation}`))];

    expect(asked).toEqual(expect.arrayContaining(OPERATOR));
    expect(asked.filter((call) => ![...OPERATOR, ...DOCTOR, WHOSE].includes(call))).toEqual([]);
  });

  describe('least privilege: what was called, against the policies that the stack made for people', () => {
    let operator: object;
    let doctor: object;
    let asked: readonly (Ask & { readonly call: string })[];

    beforeAll(async () => {
      const iam = new IAMClient(clientConfiguration(staging.emulator.endpoint));
      const names = resourceNames(environmentNamed('staging'));
      operator = await managedPolicy(iam, names.operatorPolicy);
      doctor = await managedPolicy(iam, names.doctorPolicy);
      const { ARN: secretArn = '' } = await staging.secret.client.send(
        new DescribeSecretCommand({ SecretId: staging.secret.name }),
      );
      const { Stacks = [] } = await staging.cloudFormation.send(
        new DescribeStacksCommand({ StackName: 'StagingStack' }),
      );
      const made = { secretArn, stackId: Stacks[0]?.StackId ?? '' };
      const calls: NotedCall[] = readFileSync(binary.callLog, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      // The tool also asks for the other environments, and goes on where it may not.
      const others = ENVIRONMENTS.filter(({ name }) => name !== 'staging').map(({ resourcePrefix }) => resourcePrefix);
      asked = calls
        .map((call) => ({ ...askOf(call, made), call: `${call.service}:${call.operation}` }))
        .filter(({ resource }) => !others.some((prefix) => resource.includes(prefix)));
    });

    async function refused(policies: readonly object[], calls: readonly string[]): Promise<string[]> {
      const wanted = asked.filter(({ call }) => calls.includes(call));
      const verdicts = await Promise.all(
        wanted.map(async (ask) => ((await isPermitted(policies, ask)) ? [] : [`${ask.action} on ${ask.resource}`])),
      );
      return [...new Set(verdicts.flat())];
    }

    test('an operator may make every call that the tool made, but the doctor’s', async () => {
      expect(asked.length).toBeGreaterThan(20);
      expect(await refused([operator], OPERATOR)).toEqual([]);
    });

    test('with the doctor’s policy beside it, every call is permitted', async () => {
      expect(await refused([operator, doctor], [...OPERATOR, ...DOCTOR])).toEqual([]);
    });

    test('only the doctor’s policy permits a batch, for the drill; it gives what GetSecretValue would, which neither permits', async () => {
      const ask = { action: 'secretsmanager:BatchGetSecretValue', resource: '*' };
      expect(await isPermitted([operator], ask)).toBe(false);
      expect(await isPermitted([doctor], ask)).toBe(true);
    });

    test.each(['GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'])(
      'neither policy permits %s',
      async (operation) => {
        const { ARN: resource = '*' } = await staging.secret.client.send(
          new DescribeSecretCommand({ SecretId: staging.secret.name }),
        );
        expect(await isPermitted([operator, doctor], { action: `secretsmanager:${operation}`, resource })).toBe(false);
      },
    );

    test('an operator of staging may not ask the keeper of production', async () => {
      const keeper = resourceNames(environmentNamed('production')).keeperFunction;
      const resource = `arn:aws:lambda:eu-west-1:000000000000:function:${keeper}`;
      expect(await isPermitted([operator, doctor], { action: 'lambda:InvokeFunction', resource })).toBe(false);
    });
  });

  test('I1 no leak: no value shows in any output, process, file or log of the keeper', async () => {
    expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual([]);
  });
});
