import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { DescribeSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { REGION } from '../../environments/row';
import { environmentNamed } from '../../environments/rows';
import { projectRoot } from '../../project-root';
import { byHand, isMeant } from '../acceptances';
import { type AssembledStack, readAssembly } from '../assembly/assembly';
import { isObject, parseJson } from '../assembly/json';
import { type JudgedEnvironment, judgeStack } from '../judge';
import { NotComparable } from '../not-comparable';
import type { Options } from '../options';
import { type Report, reportOf } from '../report';
import { pairOf } from '../side';
import { synthesize } from '../synthesize/synthesize';
import { asDeployed, type Deployed, withLostLetters } from './concrete';
import { notCheckedOf } from './not-checked';
import { ofEveryPage, orGone } from './of-each';
import { patched } from './patched';
import { readLive } from './readers';
import { acceptancesSinceDeployment } from './released';

/**
 * Compares the working tree with what runs: its template with the deployed one, and the deployed one with what AWS holds.
 * Nothing is changed, no change set is made, and no value is asked for.
 * @param synthesized the stack of the working tree. @default - synthesized now
 * @throws NotComparable where the working tree does not synthesize, or the stack cannot be read.
 */
export async function reviewDeployed(
  name: string,
  { today }: Pick<Options, 'today'>,
  synthesized: Promise<AssembledStack> = codeOf(name, today),
): Promise<Report> {
  const { stackId } = environmentNamed(name);
  const code = await synthesized;
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || REGION;
  const { deployed, protection } = await deployedStack(stackId, code, region);
  const live = await readLive(deployed);
  const runs = asDeployed(code, deployed.template);
  const changed = {
    ...runs,
    template: patched(deployed, live),
    facts: { ...code.facts, terminationProtection: protection },
  };
  const judged = [
    overwritingNothing(await judgeStack(pairOf(byHand(name), runs, changed))),
    // Accepted by the name of the environment, as in the review of the change itself.
    await judgeStack(pairOf(name, runs, code)),
  ];
  const findings = judged.flatMap((each) => each.findings);
  const since = await acceptancesSinceDeployment(name, projectRoot());
  return reportOf({
    kind: 'deployed',
    compared: `what runs as ${name} → working tree`,
    judgement: { environments: judged, findings: [] },
    repository: [],
    // Others were given for what only the review of the code sees, or for what is undone by now.
    acceptances: (since ?? []).filter((acceptance) => findings.some((finding) => isMeant(finding, acceptance))),
    today,
    notChecked: [
      ...(since === undefined
        ? [`what was accepted since the last deployment: there is no branch deployed/${name}, here or at origin`]
        : []),
      'the bytes of the keeper’s code, and who is given its permissions outside the stack',
      'what the template says nothing of, but for what docs/review.md names',
      ...notCheckedOf(deployed, live),
    ],
    notRead: live.notRead,
  });
}

/** An alert that AWS holds is there by its name already; only one that is to be deployed overwrites what is there. */
function overwritingNothing(judged: JudgedEnvironment): JudgedEnvironment {
  return { ...judged, findings: judged.findings.filter(({ gate }) => gate !== 'audit.overwritten') };
}

/**
 * The stack of the environment called `name` as the working tree says it.
 * @throws NotComparable where the working tree does not synthesize, or has no such stack.
 */
export async function codeOf(name: string, today: string): Promise<AssembledStack> {
  const { stackId } = environmentNamed(name);
  mkdirSync(join(projectRoot(), 'build'), { recursive: true });
  const into = mkdtempSync(join(projectRoot(), 'build', 'review-'));
  try {
    const synthesis = await synthesize(projectRoot(), into, today);
    if ('failed' in synthesis) {
      throw new NotComparable(`the working tree does not synthesize:\n${synthesis.failed}`);
    }
    const stack = readAssembly(synthesis.assembly).stacks.get(stackId);
    if (stack === undefined) {
      throw new NotComparable(`the working tree makes no stack ${stackId}`);
    }
    return stack;
  } finally {
    rmSync(into, { recursive: true, force: true });
  }
}

async function deployedStack(
  stackId: string,
  code: AssembledStack,
  region: string,
): Promise<{ readonly deployed: Deployed; readonly protection: boolean }> {
  const client = new CloudFormationClient({ region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }));
    const { TemplateBody = '' } = await client.send(
      new GetTemplateCommand({ StackName: stackId, TemplateStage: 'Original' }),
    );
    const resources = await ofEveryPage(
      paginateListStackResources({ client }, { StackName: stackId }),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    );
    const physicalIds = new Map(
      resources.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId]),
    );
    const types = new Map(
      resources.map(({ LogicalResourceId = '', ResourceType = '' }) => [LogicalResourceId, ResourceType]),
    );
    await nameSecretsByArn(physicalIds, types, region);
    const [stack] = Stacks;
    const arn = stack?.StackId ?? '';
    const template = withLostLetters(parseJson(TemplateBody, `the deployed template of ${stackId}`), code.template);
    if (stack === undefined || !isObject(template)) {
      throw new NotComparable(`there is no stack ${stackId}`);
    }
    const account = arn.split(':')[4] ?? '';
    const deployed = { account, region, stackId: arn, template, physicalIds, types };
    return { deployed, protection: stack.EnableTerminationProtection === true };
  } catch (error) {
    throw error instanceof NotComparable
      ? error
      : new NotComparable(
          `the stack ${stackId} cannot be read: ${error instanceof Error ? error.name : 'unknown error'}`,
        );
  }
}

/** CloudFormation calls a secret by its ARN; where something else stands, what refers to it would not be recognised. */
async function nameSecretsByArn(
  physicalIds: Map<string, string>,
  types: ReadonlyMap<string, string>,
  region: string,
): Promise<void> {
  const client = new SecretsManagerClient({ region });
  for (const [id, type] of types) {
    const SecretId = physicalIds.get(id) ?? '';
    if (type === 'AWS::SecretsManager::Secret' && !SecretId.startsWith('arn:')) {
      const secret = await orGone(client.send(new DescribeSecretCommand({ SecretId })));
      physicalIds.set(id, secret?.ARN ?? SecretId);
    }
  }
}
