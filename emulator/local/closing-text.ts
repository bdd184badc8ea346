import { REGION } from '../../lib/environments/row';
import { SAMPLE_FILES } from '../issuers/sample-values';

/**
 * What there is at the local AWS, and what to do with it, in lines that can be pasted into a terminal.
 * @param pathOf path of a file that the local AWS has written, as it can be pasted.
 */
export function closingText(
  endpoint: string,
  environments: readonly string[],
  pathOf: (name: string) => string,
): string {
  const [values, key] = [pathOf(SAMPLE_FILES.values), pathOf(SAMPLE_FILES.googleKey)];
  const variables = [
    `AWS_ENDPOINT_URL=${endpoint}`,
    'AWS_ACCESS_KEY_ID=test',
    'AWS_SECRET_ACCESS_KEY=test',
    `AWS_REGION=${REGION}`,
    // Tools on older SDKs read this one only.
    `AWS_DEFAULT_REGION=${REGION}`,
  ];
  return [
    `The local AWS runs at ${endpoint} and holds ${environments.join(', ')}. Next, in this terminal, as its root user:`,
    `export ${variables.join(' ')}`,
    `npx kaizencoach-secrets populate staging --file ${values} --gcp-key-file ${key}`,
    'npx kaizencoach-secrets doctor staging',
    'npx cdk deploy DemoMarkStack',
    'These values are known to its stand-ins for Strava and Google, whom the doctor asks. To be somebody else than root:',
    'npm run local:as operator -- npx kaizencoach-secrets status staging',
    'What the alerts told: npm run local:inbox. Attacks, on an AWS of their own: npm run local:attack',
    'Deploy again: npm run local. End it and forget what it holds: npm run local:stop',
  ].join('\n');
}
