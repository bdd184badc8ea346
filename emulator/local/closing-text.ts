import { REGION } from '../../lib/environments/row';

/** What to do with the local AWS, in lines that can be pasted into a terminal. */
export function closingText(endpoint: string): string {
  const variables = [
    `AWS_ENDPOINT_URL=${endpoint}`,
    'AWS_ACCESS_KEY_ID=test',
    'AWS_SECRET_ACCESS_KEY=test',
    `AWS_REGION=${REGION}`,
    // Tools on older SDKs read this one only.
    `AWS_DEFAULT_REGION=${REGION}`,
  ];
  return [
    `The local AWS runs at ${endpoint}. To lead any AWS client in this terminal to it, and deploy another stack, say:`,
    '',
    `export ${variables.join(' ')}`,
    'npx cdk deploy DemoMarkStack',
    '',
    'These are the root user’s keys, to whom IAM applies as on AWS (unless KAIZENCOACH_LOCAL_IAM=off). To be somebody else:',
    '',
    'npm run local:as operator -- npx kaizencoach-secrets status staging',
    '',
    'What its alerts told: npm run local:inbox. Attacks, on an AWS of their own: npm run local:attack',
    'Deploy again: npm run local. End it and forget what it holds: npm run local:stop',
  ].join('\n');
}
