import * as when from '../conditions';
import type { EventDetection } from '../detection';
import { all, field } from '../expression';

/** Calls that ask whether the stack is as its template says. They change nothing, however CloudTrail records them. */
const DRIFT = ['DetectStackDrift', 'DetectStackResourceDrift'];

/** KMS rotates a key by itself, once a year, and records it. */
const BY_ITSELF = ['RotateKey'];

/** What was done to that which guards the secret: the keeper, the key and the stack. */
export const GUARD_CHANGES: readonly EventDetection[] = [
  {
    id: 'keeper-changed',
    meaning: 'The keeper’s code, settings or permissions were changed, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'The keeper reads the value: treat it as read. Deploy again, then rotate every key.',
      'Compare the function’s `CodeSha256` with that of the deployment, and save the changed code before you replace it.',
    ],
    when: (context) => {
      const keeper = `:function:${context.keeperFunction}`;
      const arns = [{ endsWith: keeper }, { contains: `${keeper}:` }];
      return {
        always: all(when.CHANGES, when.anyoneButADeployment(context)),
        oneOf: [
          when.namesKeeper(context),
          when.parameter(['resourceArn', 'resource'], ...arns),
          // An event source is changed by an id of its own; the answer says whose it is.
          field('responseElements.functionArn', ...arns),
          when.errorNames(keeper),
          field('errorMessage', { contains: `${keeper}:` }),
        ],
      };
    },
  },
  {
    id: 'key-changed',
    meaning:
      'The encryption key was changed, disabled or scheduled for deletion, or somebody tried, outside a deployment',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'Cancel the deletion and enable the key: without it nobody can read the secret. Compare its policy, look for grants.',
      '`aws kms cancel-key-deletion --key-id KEY`, `aws kms enable-key --key-id KEY`, `aws kms list-grants --key-id KEY`; revoke grants that nobody can explain.',
      'The running app keeps what it has loaded; it must not be restarted until the key works.',
    ],
    when: ({ key, ...context }) => ({
      always: all(when.CHANGES, when.anyoneButADeployment(context), when.operation({ noneOf: BY_ITSELF })),
      oneOf:
        key === undefined
          ? []
          : [
              when.parameter(['keyId', 'targetKeyId'], key.id, key.arn),
              // A grant that is retired by its token, an alias: the record names the key beside the parameters.
              when.resource(key.arn),
              when.errorNames(`:key/${key.id}`),
            ],
    }),
  },
  {
    id: 'stack-changed',
    meaning:
      'The stack was changed, or another one was deployed with the role that CloudFormation deploys with, by something else than the CDK’s deploy role, or somebody tried',
    severity: 'critical',
    path: 'both',
    alarm: 'change',
    procedure: [
      'What a deployment does raises no other alert: read the change set or the template that was deployed. If nobody can explain it, treat the value as read and rotate every key.',
      'How: [a key leaked](#a-key-leaked).',
      '`aws cloudformation describe-stack-events --stack-name STACK` says what it changed. Deploy again from the repository.',
      'A deployment by somebody who may not assume the CDK’s roles goes on with their own, and is told of: let them assume the roles.',
    ],
    when: (context) => ({
      always: all(
        when.service('cloudformation'),
        when.CHANGES,
        when.anyoneBut(context.deployerRoleArn),
        when.operation({ noneOf: DRIFT }),
      ),
      oneOf: [
        when.parameter(['stackName'], context.stackId, context.stackArn),
        when.parameter(['roleARN'], context.deploymentRoleArn),
        // Its resources can be moved to another stack, and it can be taken over by a set of stacks.
        ...when.firstEntries('stackDefinitions[].stackName', 2, context.stackId, context.stackArn),
        ...when.firstEntries('stackIds[]', 3, context.stackArn),
        field('errorMessage', { contains: `:stack/${context.stackId}/` }),
      ],
    }),
  },
];
