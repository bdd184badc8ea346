import * as v from 'valibot';
import type { Environment } from '../../../lib/environments/row';
import { ADOPTED, RETAINED } from '../../support/sample-environments';
import { ofType, type Resources, resourcesOf, theOnly } from '../../support/synthesized';

const KEY_ID = '00000000-0000-0000-0000-000000000000';
const KEY_ARN = `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`;

const naming = v.object({ keyId: v.array(v.unknown()) });

/** What `pattern` wants `keyId` to be, wherever it asks. */
function keyIdsIn(pattern: unknown): unknown[] {
  if (typeof pattern !== 'object' || pattern === null) {
    return [];
  }
  return [...(v.is(naming, pattern) ? pattern.keyId : []), ...Object.values(pattern).flatMap(keyIdsIn)];
}

/** Names of the key that the rule for its changes looks for; none where there is no such rule. */
function watchedKey(environment: Environment): unknown[] {
  return Object.values(ofType(resourcesOf(environment), 'AWS::Events::Rule'))
    .filter(({ Properties }) => Properties['Name'] === 'sample-audit-key-changed')
    .flatMap(({ Properties }) => keyIdsIn(Properties['EventPattern']));
}

function filters(resources: Resources): string {
  return JSON.stringify(ofType(resources, 'AWS::Logs::MetricFilter'));
}

test('changes of the stack’s own key raise an alert', () => {
  const [key] = theOnly(resourcesOf(RETAINED), 'AWS::KMS::Key');
  expect(watchedKey(RETAINED)).toEqual([{ Ref: key }, { 'Fn::GetAtt': [key, 'Arn'] }]);
});

test.each([
  ['an adopted secret', ADOPTED],
  ['a created secret', RETAINED],
])('changes of the existing key of %s raise an alert on both paths', (_, row) => {
  const environment = { ...row, encryption: { keyArn: KEY_ARN } };
  expect(watchedKey(environment)).toEqual([KEY_ID, KEY_ARN]);
  expect(filters(resourcesOf(environment))).toContain(KEY_ARN);
});

test('no trail encrypts with an existing key, whose policy may not let it', () => {
  const resources = resourcesOf({ ...RETAINED, encryption: { keyArn: KEY_ARN } });
  expect(theOnly(resources, 'AWS::CloudTrail::Trail')[1].Properties).not.toHaveProperty('KMSKeyId');
});

test('nobody here can change the AWS-managed key, so there is no alert about it', () => {
  const environment = { ...RETAINED, encryption: 'aws-managed' } as const;
  expect(watchedKey(environment)).toEqual([]);
  expect(filters(resourcesOf(environment))).not.toContain('key-changed');
});
