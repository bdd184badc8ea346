import { closingText } from '../../../emulator/local/closing-text';

test('holds lines that can be pasted: the variables, then a deployment', () => {
  const lines = closingText('http://127.0.0.1:4600').split('\n');
  const exported = lines.findIndex((line) => line.startsWith('export '));
  expect(lines.slice(exported, exported + 2)).toEqual([
    'export AWS_ENDPOINT_URL=http://127.0.0.1:4600 AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1',
    'npx cdk deploy DemoMarkStack',
  ]);
});
