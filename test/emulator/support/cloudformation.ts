import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { clientConfiguration } from '../../../emulator/client-environment';

type Resources = Readonly<Record<string, object>>;

/** Raw CloudFormation against an emulator: each call waits until the stack rests and gives its status. */
export function cloudFormationAt(endpoint: string) {
  const client = new CloudFormationClient(clientConfiguration(endpoint));

  async function atRest(StackName: string): Promise<string> {
    for (;;) {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const status = Stacks[0]?.StackStatus ?? 'none';
      if (!status.endsWith('_IN_PROGRESS')) {
        return status;
      }
      await sleep(100);
    }
  }

  function request(StackName: string, Resources: Resources, Outputs: Resources) {
    const Capabilities: 'CAPABILITY_NAMED_IAM'[] = ['CAPABILITY_NAMED_IAM'];
    return { StackName, TemplateBody: JSON.stringify({ Resources, Outputs }), Capabilities };
  }

  return {
    async create(name: string, resources: Resources, outputs: Resources = {}): Promise<string> {
      await client.send(new CreateStackCommand(request(name, resources, outputs)));
      return await atRest(name);
    },
    async update(name: string, resources: Resources, outputs: Resources = {}): Promise<string> {
      await client.send(new UpdateStackCommand(request(name, resources, outputs)));
      return await atRest(name);
    },
    async destroy(name: string): Promise<string> {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
      await client.send(new DeleteStackCommand({ StackName: name }));
      return await atRest(Stacks[0]?.StackId ?? name);
    },
    async outputs(name: string): Promise<Record<string, string>> {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
      return Object.fromEntries((Stacks[0]?.Outputs ?? []).map((o) => [o.OutputKey ?? '', o.OutputValue ?? '']));
    },
    /** What the stack's events say of failures, newest first. */
    async reasons(name: string): Promise<string> {
      const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName: name }));
      return StackEvents.filter((event) => event.ResourceStatus?.endsWith('_FAILED'))
        .map((event) => event.ResourceStatusReason)
        .join('\n');
    },
    close: () => client.destroy(),
  };
}
