import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { stackStatus } from '../../../lib/keeper/cloudformation/answer-cloudformation';

const running = new AbortController().signal;
const asked: unknown[] = [];

/** A client whose service answers with the stacks given. */
function clientOf(stacks: readonly object[] | undefined): CloudFormationClient {
  const client = new CloudFormationClient({ region: 'eu-west-1' });
  client.middlewareStack.add(
    () => async (args) => {
      asked.push(args.input);
      if (stacks === undefined) {
        throw new Error('denied');
      }
      return {
        output: { $metadata: {}, ...(stacks.length === 0 ? {} : { Stacks: [...stacks] }) },
        response: undefined,
      };
    },
    { step: 'initialize', priority: 'low' },
  );
  return client;
}

test.each([
  ['the stack’s', [{ StackStatus: 'CREATE_IN_PROGRESS' }], 'CREATE_IN_PROGRESS'],
  ['not known without a stack', [], undefined],
  ['not known where the call fails', undefined, undefined],
])('the state is %s', async (_, stacks, status) => {
  expect(await stackStatus(clientOf(stacks), 'stack-id', running)).toBe(status);
  expect(asked.at(-1)).toEqual({ StackName: 'stack-id' });
});
