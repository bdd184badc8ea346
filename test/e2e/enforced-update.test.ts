import { GetTemplateCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { environmentNamed } from '../../lib/environments/rows';
import {
  deployedEnvironment,
  type EnvironmentUnderTest,
  events,
  settledStatus,
} from './support/environment-under-test';
import { credential } from './support/read-back';

const { stackId } = environmentNamed('staging');
let staging: EnvironmentUnderTest;

beforeAll(async () => {
  staging = await deployedEnvironment('staging');
});
afterAll(() => staging.end());

/** AWS's handler for updates of the type reads the value, which the secret's policy denies to it (facts of the registry). */
test('an update of the secret itself fails for an explicit deny, and leaves the value', async () => {
  const before = await staging.secret.text();
  const { TemplateBody = '' } = await staging.cloudFormation.send(new GetTemplateCommand({ StackName: stackId }));
  const template = JSON.parse(TemplateBody);
  for (const resource of Object.values<Record<string, unknown>>(template.Resources)) {
    if (resource['Type'] === 'AWS::SecretsManager::Secret') {
      resource['Properties'] = { ...Object(resource['Properties']), Description: 'changed' };
    }
  }
  const TemplateURL = `${staging.emulator.endpoint}/cdk-hnb659fds-assets-000000000000-eu-west-1/changed.json`;
  const body = JSON.stringify(template);
  await fetch(TemplateURL, { method: 'PUT', headers: { authorization: credential('s3') }, body });
  const Capabilities: 'CAPABILITY_NAMED_IAM'[] = ['CAPABILITY_NAMED_IAM'];
  await staging.cloudFormation.send(new UpdateStackCommand({ StackName: stackId, TemplateURL, Capabilities }));
  expect(await settledStatus(staging.cloudFormation, stackId)).toMatch(/ROLLBACK/);
  const reasons = (await events(staging.cloudFormation, stackId)).map((event) => event.ResourceStatusReason ?? '');
  expect(reasons.join('\n')).toMatch(
    /cfn-exec-role.* not authorized to perform: secretsmanager:GetSecretValue .* explicit deny in a resource-based policy/,
  );
  expect(await staging.secret.text()).toBe(before);
});
