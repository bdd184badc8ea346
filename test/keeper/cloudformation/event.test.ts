import { parseEvent } from '../../../lib/keeper/cloudformation/event';

const EVENT = {
  RequestType: 'Create',
  ResponseURL: 'https://example.com/',
  StackId: 's'.repeat(500),
  RequestId: 'r'.repeat(128),
  LogicalResourceId: 'L'.repeat(255),
};

test.each([
  {},
  { RequestType: 'Update' },
  { RequestType: 'Delete' },
  { ResourceProperties: { any: 'thing' }, OldResourceProperties: 5 },
])('a request within every limit can be answered: %j', (change) => {
  expect(parseEvent({ ...EVENT, ...change })).toEqual({ ...EVENT, ...change });
});

test.each([
  { RequestType: 'create' },
  { ResponseURL: 'example.com' },
  { ResponseURL: 5 },
  { StackId: 's'.repeat(501) },
  { StackId: '' },
  { StackId: 'a b' },
  { StackId: 'é' },
  { RequestId: '' },
  { RequestId: 'a\r' },
  { RequestId: ' a' },
  { LogicalResourceId: 'L'.repeat(256) },
  { LogicalResourceId: 'a/b' },
  { LogicalResourceId: '-a' },
  { LogicalResourceId: undefined },
])('one beyond a limit cannot (%#)', (change) => {
  expect(parseEvent({ ...EVENT, ...change })).toBeUndefined();
});
