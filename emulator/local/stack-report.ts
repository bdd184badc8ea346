import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { clientConfiguration } from '../client-environment';
import { renderTable } from './table';

/** Table of the resources that a stack holds. */
export async function stackReport(stackId: string, endpoint: string): Promise<string> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const rows: string[][] = [];
  for await (const page of paginateListStackResources({ client }, { StackName: stackId })) {
    for (const resource of page.StackResourceSummaries ?? []) {
      const { LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' } = resource;
      rows.push([LogicalResourceId, ResourceType, PhysicalResourceId]);
    }
  }
  client.destroy();
  return renderTable(['logical id', 'type', 'physical id'], rows);
}
