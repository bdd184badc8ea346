import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import type { Pipeline } from '../../../lib/environments/pipelines';
import type { Environment } from '../../../lib/environments/row';
import { APP_PROPS } from '../../../lib/stack/app-props';
import { PipelineStack } from '../../../lib/stack/pipeline-stack';
import { resolved } from '../../support/resolve-intrinsics';
import { ofType, type Resources, resourcesOf, templateSchema } from '../../support/synthesized';
import type { Document } from './policies';

/** A pipeline of the sample environment, whose repository is nobody's. */
export const PIPELINE: Pipeline = {
  stackId: 'PipelineStack',
  repository: 'sample-owner@1/sample-name@2',
  environments: ['sample'],
  provider: 'existing',
};

/** The stack of `PIPELINE`, or of one that differs from it. */
export function pipelineStack(environments: readonly Environment[], overrides: Partial<Pipeline> = {}): PipelineStack {
  return new PipelineStack(new App(APP_PROPS), 'PipelineStack', {
    pipeline: { ...PIPELINE, ...overrides },
    environments,
  });
}

/** The resources in the template of that stack. */
export function pipelineResources(environments: readonly Environment[], overrides: Partial<Pipeline> = {}): Resources {
  return v.parse(templateSchema, Template.fromStack(pipelineStack(environments, overrides)).toJSON()).Resources;
}

const roleSchema = v.object({
  RoleName: v.string(),
  AssumeRolePolicyDocument: v.custom<Document>((found) => typeof found === 'object' && found !== null),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
  Policies: v.optional(v.array(v.never())),
});
const managedSchema = v.object({
  ManagedPolicyName: v.string(),
  PolicyDocument: v.custom<Document>((found) => typeof found === 'object' && found !== null),
});
const policySchema = v.object({
  Roles: v.array(v.string()),
  PolicyDocument: v.custom<Document>((found) => typeof found === 'object' && found !== null),
});

/** A role of the pipeline: who may take it on, and everything that it is given. */
export interface PipelineRole {
  readonly trust: Document;
  readonly policies: readonly Document[];
}

/**
 * The roles of a pipeline's template, by name.
 * @param environment the row whose template has the managed policies.
 * @throws Error where a role has a managed policy that this template does not have.
 */
export function rolesOf(pipeline: Resources, environment: Environment): Readonly<Record<string, PipelineRole>> {
  const ofEnvironment = resourcesOf(environment);
  const managed = all(ofEnvironment, 'AWS::IAM::ManagedPolicy', managedSchema);
  const inline = all(pipeline, 'AWS::IAM::Policy', policySchema);
  return Object.fromEntries(
    all(pipeline, 'AWS::IAM::Role', roleSchema).map(({ RoleName, AssumeRolePolicyDocument, ManagedPolicyArns }) => [
      RoleName,
      {
        trust: AssumeRolePolicyDocument,
        policies: [
          ...inline.filter(({ Roles }) => Roles.includes(RoleName)).map(({ PolicyDocument }) => PolicyDocument),
          ...ManagedPolicyArns.map((arn) => {
            const found = managed.find(({ ManagedPolicyName }) => arn.endsWith(`:policy/${ManagedPolicyName}`));
            if (found === undefined) {
              throw new Error(`the template of ${environment.name} has no managed policy ${arn}`);
            }
            return aboutTheKey(found.PolicyDocument);
          }),
        ],
      },
    ]),
  );
}

/** A template does not tell the id that its key will have: in the simulation it has this one. */
function aboutTheKey(document: Document): Document {
  const found: Document = JSON.parse(
    JSON.stringify(document).replaceAll(/:key\/EncryptionKey\w+/g, ':key/00000000-0000-0000-0000-000000000000'),
  );
  return found;
}

function all<T extends v.GenericSchema>(resources: Resources, type: string, schema: T): v.InferOutput<T>[] {
  return Object.values(ofType(resources, type)).map(({ Properties }) =>
    v.parse(schema, resolved(resources, Properties)),
  );
}
