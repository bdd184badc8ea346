import {
  CloudFormationClient,
  GetTemplateCommand,
  ListStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import * as v from 'valibot';
import { ENVIRONMENTS } from '../../lib/environments/rows';
import { clientConfiguration } from '../client-environment';

/** A resource of a stack. */
export interface StackResource {
  /** Ids of the constructs that it is in, below the stack, outermost first; empty where the template does not tell. */
  readonly construct: readonly string[];
  readonly type: string;
  readonly physicalId: string;
}

const templateSchema = v.object({
  Resources: v.record(
    v.string(),
    v.looseObject({ Metadata: v.optional(v.looseObject({ 'aws:cdk:path': v.optional(v.string()) })) }),
  ),
});

/** The resources that a stack holds, in the order in which they were made. */
export async function stackResources(stackId: string, endpoint: string): Promise<readonly StackResource[]> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: stackId }));
  const { Resources } = v.parse(templateSchema, JSON.parse(TemplateBody));
  const resources: StackResource[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stackId })) {
    for (const { LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' } of StackResourceSummaries) {
      const path = Resources[LogicalResourceId]?.Metadata?.['aws:cdk:path'] ?? '';
      resources.push({ construct: path.split('/').slice(1), type: ResourceType, physicalId: PhysicalResourceId });
    }
  }
  client.destroy();
  return resources;
}

/** Names of the environments whose stacks are there. */
export async function deployedEnvironments(endpoint: string): Promise<readonly string[]> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const { StackSummaries = [] } = await client.send(
    new ListStacksCommand({ StackStatusFilter: ['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE'] }),
  );
  client.destroy();
  const stacks = new Set(StackSummaries.map(({ StackName }) => StackName));
  return ENVIRONMENTS.filter(({ stackId }) => stacks.has(stackId)).map(({ name }) => name);
}
