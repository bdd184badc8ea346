import { allResources, byConstruct } from '../../../emulator/local/stack-report';

const resource = (path: string, type: string) => ({ construct: path.split('/'), type, physicalId: `id-of-${path}` });

const RESOURCES = [
  resource('Secret/Resource', 'AWS::SecretsManager::Secret'),
  resource('Audit/Topic/Resource', 'AWS::SNS::Topic'),
  ...['a', 'b', 'c'].map((id) => resource(`Audit/Rules/${id}/Resource`, 'AWS::Events::Rule')),
  resource('Audit/Queue/Resource', 'AWS::SQS::Queue'),
  resource('Audit/Trail/Resource', 'AWS::CloudTrail::Trail'),
  resource('Audit/Bucket/Resource', 'AWS::S3::Bucket'),
];

test('the screen has a line for each outermost construct, with the types that it holds most of', () => {
  expect(byConstruct(RESOURCES)).toBe(
    [
      'construct  resources  of type',
      '---------  ---------  --------------------------------------',
      'Audit      7          3 Rule, Topic, Queue, Trail and 1 more',
      'Secret     1          Secret',
    ].join('\n'),
  );
});

test('the log has a line for each resource', () => {
  const [head, , ...rows] = allResources(RESOURCES).split('\n');
  expect(head).toMatch(/^construct +type +physical id$/);
  expect(rows).toHaveLength(RESOURCES.length);
  expect(rows[0]).toMatch(/^Secret\/Resource +AWS::SecretsManager::Secret +id-of-Secret\/Resource$/);
});
