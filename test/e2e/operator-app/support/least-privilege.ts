import { readFileSync } from 'node:fs';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../../../emulator/client-environment';
import { resourceNames } from '../../../../lib/environments/names';
import { ENVIRONMENTS, environmentNamed } from '../../../../lib/environments/rows';
import { leaks } from '../../support/operator-leaks';
import { type Ask, askOf, isPermitted, managedPolicy, type NotedCall } from '../../support/permitted';
import type { AppUnderTest } from './app-under-test';

/** Calls that reload, verify and everything that goes through the keeper need, whatever runs the app. */
const OPERATOR = ['Lambda:Invoke', 'CloudWatchLogs:FilterLogEvents', 'CloudWatchLogs:DescribeLogStreams'];
/** What the doctor looks at beside that. */
const DOCTOR = [
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
  'CloudWatch:DescribeAlarms',
  'CloudWatch:ListAlarmMuteRules',
];
/** In which account one is: nobody needs a permission for it. */
const WHOSE = 'STS:GetCallerIdentity';

/** What the operator's and the doctor's policy must allow beside that, by runtime. */
export interface RuntimeCalls {
  readonly operator: readonly string[];
  readonly doctor: readonly string[];
  /** What AWS asks of the caller beside the calls. */
  readonly alsoAsked: readonly Ask[];
  /** What neither policy may permit. */
  readonly never: readonly Ask[];
}

/** What the program asked of AWS in all its runs until now, whatever runs the app. */
export function describeLeastPrivilege(underTest: () => AppUnderTest, runtimeCalls: RuntimeCalls): void {
  const operatorCalls = [...OPERATOR, ...runtimeCalls.operator];
  const doctorCalls = [...DOCTOR, ...runtimeCalls.doctor];

  function calls(): NotedCall[] {
    const lines = readFileSync(underTest().binary.callLog, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  describe('what the program asks of AWS', () => {
    test('these calls and no other; never the value of a secret', () => {
      const asked = [...new Set(calls().map(({ service, operation }) => `${service}:${operation}`))];

      expect(asked).toEqual(expect.arrayContaining(operatorCalls));
      expect(asked.filter((call) => ![...operatorCalls, ...doctorCalls, WHOSE].includes(call))).toEqual([]);
    });

    describe('least privilege: what was called, against the policies that the stack made for people', () => {
      let operator: object;
      let doctor: object;
      let secretArn: string;
      let asked: readonly (Ask & { readonly call: string })[];

      beforeAll(async () => {
        const { staging } = underTest();
        const iam = new IAMClient(clientConfiguration(staging.emulator.endpoint));
        const names = resourceNames(environmentNamed('staging'));
        operator = await managedPolicy(iam, names.operatorPolicy);
        doctor = await managedPolicy(iam, names.doctorPolicy);
        const secret = await staging.secret.client.send(new DescribeSecretCommand({ SecretId: staging.secret.name }));
        secretArn = secret.ARN ?? '';
        const { Stacks = [] } = await staging.cloudFormation.send(
          new DescribeStacksCommand({ StackName: 'StagingStack' }),
        );
        const made = { secretArn, stackId: Stacks[0]?.StackId ?? '' };
        // The tool also asks for the other environments, and goes on where it may not.
        const others = ENVIRONMENTS.filter(({ name }) => name !== 'staging').map(
          ({ resourcePrefix }) => resourcePrefix,
        );
        asked = calls()
          .map((call) => ({ ...askOf(call, made), call: `${call.service}:${call.operation}` }))
          .filter(({ resource }) => !others.some((prefix) => resource.includes(prefix)));
      });

      async function refused(policies: readonly object[], asks: readonly Ask[]): Promise<string[]> {
        const verdicts = await Promise.all(
          asks.map(async (ask) => ((await isPermitted(policies, ask)) ? [] : [`${ask.action} on ${ask.resource}`])),
        );
        return [...new Set(verdicts.flat())];
      }

      const wanted = (names: readonly string[]) => asked.filter(({ call }) => names.includes(call));

      test('an operator may make every call that the tool made, but the doctor’s', async () => {
        expect(asked.length).toBeGreaterThan(20);
        expect(await refused([operator], wanted(operatorCalls))).toEqual([]);
        expect(await refused([operator], runtimeCalls.alsoAsked)).toEqual([]);
      });

      test('with the doctor’s policy beside it, every call is permitted', async () => {
        expect(await refused([operator, doctor], wanted([...operatorCalls, ...doctorCalls]))).toEqual([]);
      });

      test('neither policy permits anything with the value, nor with what belongs to another service', async () => {
        const value = ['GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'].map((operation) => ({
          action: `secretsmanager:${operation}`,
          resource: secretArn,
        }));
        const batch = { action: 'secretsmanager:BatchGetSecretValue', resource: '*' };
        const asks = [...value, batch, ...runtimeCalls.never];
        expect(await refused([operator, doctor], asks)).toHaveLength(asks.length);
      });

      test('an operator of staging may not ask the keeper of production', async () => {
        const keeper = resourceNames(environmentNamed('production')).keeperFunction;
        const resource = `arn:aws:lambda:eu-west-1:000000000000:function:${keeper}`;
        expect(await isPermitted([operator, doctor], { action: 'lambda:InvokeFunction', resource })).toBe(false);
      });
    });

    test('I1 no leak: no value shows in any output, process, file or log of the keeper', async () => {
      const { binary, staging, values } = underTest();
      expect(await leaks(values, binary, staging.emulator.endpoint)).toEqual([]);
    });
  });
}
