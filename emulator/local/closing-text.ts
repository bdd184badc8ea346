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
    `The local AWS runs at ${endpoint} and holds ${environments.join(', ')}. To lead this terminal’s AWS clients to it:`,
    `export ${variables.join(' ')}`,
    `npx kaizencoach-secrets populate staging --file ${values} --gcp-key-file ${key}`,
    'npx kaizencoach-secrets doctor staging   # asks stand-ins for Strava and Google, who know those values',
    'npx cdk deploy DemoMarkStack',
    'npm run local:as operator -- npx kaizencoach-secrets status staging   # not as the root user, whose keys those are',
    'npm run local:inbox    # what the alerts told; attacks, on an AWS of their own: npm run local:attack',
    'npm run local:stop     # ends it and forgets what it holds; npm run local deploys again',
  ].join('\n');
}
