import { OWN_CREDENTIALS } from '../../../emulator/client-environment';

/** Services of the emulator that answer in JSON, by the target that their operations begin with. */
const JSON_SERVICES = {
  cloudtrail: { target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', version: '1.1' },
  events: { target: 'AWSEvents', version: '1.1' },
  logs: { target: 'Logs_20140328', version: '1.1' },
  kms: { target: 'TrentService', version: '1.1' },
} as const;

/**
 * Asks a service of the emulator that the project has no client for. The emulator reads service, region and account from the
 * credential, and checks no signature of its own key.
 */
export async function ask(endpoint: string, service: keyof typeof JSON_SERVICES, operation: string, input: object) {
  const { target, version } = JSON_SERVICES[service];
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: credential(service),
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${operation}`,
    },
    body: JSON.stringify(input),
  });
  const answer: unknown = await response.json();
  return answer;
}

/** Asks CloudWatch or SNS; gives the XML that it answers. */
export async function askForXml(
  endpoint: string,
  service: 'monitoring' | 'sns',
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: credential(service) },
    body: new URLSearchParams(parameters),
  });
  return await response.text();
}

/** Authorisation as the emulator itself. */
export function credential(service: string): string {
  const scope = `${OWN_CREDENTIALS.accessKeyId}/20260101/eu-west-1/${service}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
}
