import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { clientConfiguration } from '../client-environment';

/** The resources that a stack holds, one a line: type, then physical id. */
export async function stackReport(stackId: string, endpoint: string): Promise<string> {
  const client = new CloudFormationClient(clientConfiguration(endpoint));
  const resources: { type: string; id: string }[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: stackId })) {
    for (const { ResourceType: type = '', PhysicalResourceId: id = '' } of StackResourceSummaries) {
      resources.push({ type, id });
    }
  }
  client.destroy();
  const width = Math.max(...resources.map(({ type }) => type.length));
  return resources.map(({ type, id }) => `${type.padEnd(width)}  ${id}`).join('\n');
}
