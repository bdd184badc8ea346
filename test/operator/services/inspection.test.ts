import { LoopbackServer } from '../../../emulator/loopback-server';
import { inspection } from '../../../lib/operator/services/inspection';
import { inPlaceOfAws } from '../../support/in-place-of-aws';
import { clientOptions } from '../support/client-environment';

const members = ['AWS::SNS::Topic', 'AWS::Events::Rule', 'AWS::CloudWatch::Alarm', 'AWS::Events::Rule'].map(
  (type, index) =>
    `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>made-${index}</PhysicalResourceId></member>`,
);
let asked = 0;
const server = new LoopbackServer((_request, body, response) => {
  asked += 1;
  if (body.includes('StackName=NoStack')) {
    response
      .writeHead(400, { 'Content-Type': 'text/xml' })
      .end('<ErrorResponse><Error><Code>ValidationError</Code><Message>so</Message></Error></ErrorResponse>');
    return;
  }
  response
    .writeHead(200, { 'Content-Type': 'text/xml' })
    .end(
      `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${members.join('')}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`,
    );
});
inPlaceOfAws(server);

test('the resources of a stack are listed once, whichever types are asked for, also at the same time', async () => {
  const { hasStack, topics, rulesOf, alarmsOf } = await inspection(clientOptions());

  expect(await Promise.all([hasStack('AStack'), topics('AStack'), rulesOf('AStack'), alarmsOf('AStack')])).toEqual([
    true,
    ['made-0'],
    ['made-1', 'made-3'],
    ['made-2'],
  ]);
  expect(asked).toBe(1);
  await topics('AnotherStack');
  expect(asked).toBe(2);
});

test('a stack that is not there has made nothing', async () => {
  const { hasStack, topics } = await inspection(clientOptions());

  expect([await hasStack('NoStack'), await topics('NoStack')]).toEqual([false, undefined]);
});
