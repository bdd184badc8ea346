import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/**
 * Whether the stack is undoing an update. CloudFormation does so by an ordinary Update with the old properties, and nothing
 * in the event tells it from a new one ("A failed Update is followed by an Update with the old properties"); failing it too
 * would leave the stack in UPDATE_ROLLBACK_FAILED, from which only a person gets it out. Not knowing counts as no.
 */
export async function isRollingBack(
  client: CloudFormationClient,
  stackId: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackId }), {
      abortSignal: signal,
    });
    return Stacks.some(({ StackStatus }) => StackStatus === 'UPDATE_ROLLBACK_IN_PROGRESS');
  } catch {
    return false;
  }
}
