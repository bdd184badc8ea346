import { LoopbackServer } from '../../../emulator/loopback-server';
import { inspection } from '../../../lib/operator/services/inspection';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

const members = ['AWS::SNS::Topic', 'AWS::Events::Rule', 'AWS::CloudWatch::Alarm', 'AWS::Events::Rule'].map(
  (type, index) =>
    `<member><ResourceType>${type}</ResourceType><PhysicalResourceId>made-${index}</PhysicalResourceId></member>`,
);
let asked = 0;
const server = new LoopbackServer((_request, _body, response) => {
  asked += 1;
  response
    .writeHead(200, { 'Content-Type': 'text/xml' })
    .end(
      `<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${members.join('')}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`,
    );
});
inPlaceOfAws(server);

test('the resources of a stack are listed once, whichever types are asked for, also at the same time', async () => {
  const { topics, rulesOf, alarmsOf } = await inspection({
    environment: process.env,
    onCall: () => undefined,
    interrupted: new AbortController().signal,
  });

  expect(await Promise.all([topics('AStack'), rulesOf('AStack'), alarmsOf('AStack')])).toEqual([
    ['made-0'],
    ['made-1', 'made-3'],
    ['made-2'],
  ]);
  expect(asked).toBe(1);
  await topics('AnotherStack');
  expect(asked).toBe(2);
});
