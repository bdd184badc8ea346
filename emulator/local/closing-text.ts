import { REGION } from '../../lib/environments/row';

/** What there is at the local AWS, and what to do with it, in lines that can be pasted into a terminal. */
export function closingText(endpoint: string, environments: readonly string[]): string {
  const variables = [
    `AWS_ENDPOINT_URL=${endpoint}`,
    'AWS_ACCESS_KEY_ID=test',
    'AWS_SECRET_ACCESS_KEY=test',
    `AWS_REGION=${REGION}`,
    // Tools on older SDKs read this one only.
    `AWS_DEFAULT_REGION=${REGION}`,
  ];
  return [
    `The local AWS runs at ${endpoint} and holds ${environments.join(', ')}. To lead this terminal’s AWS clients to it:`,
    `export ${variables.join(' ')}`,
    'npx kaizencoach-secrets doctor staging',
    'npx cdk deploy DemoMarkStack',
    'npm run local:as operator -- npx kaizencoach-secrets status staging   # not as the root user, whose keys those are',
    'npm run local:inbox    # what the alerts told; attacks, on an AWS of their own: npm run local:attack',
    'npm run local:stop     # ends it and forgets what it holds; npm run local deploys again',
  ].join('\n');
}
