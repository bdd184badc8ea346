import * as v from 'valibot';
import { callbackOf } from '../../../lib/contract/issuers';
import { keeperSettingsSchema } from '../../../lib/contract/keeper-settings';
import {
  KEEPER_TAG_PREFIX,
  LAST_BACKUP_TAG,
  LAST_WRITE_TAG,
  RECORD_TAG_PREFIX,
} from '../../../lib/contract/record-tags';
import { MAX_VALUE_BYTES } from '../../../lib/contract/secrets-manager';

const SETTINGS = {
  ENVIRONMENT_NAME: 'staging',
  SECRET_NAME: 'name',
  GCP_PROJECT: 'project',
  SEEDING: 'add',
  EXPECTED_KMS_KEY: 'aws-managed',
  BACKUP_RECIPIENTS: '',
  DOMAIN: 'staging.example',
  ASK_ISSUERS: 'yes',
  ISSUERS_ENDPOINT: 'http://127.0.0.1:1',
  TOPIC_ARN: 'arn',
  STACK_ID: 'stack',
};

test('the keeper needs every setting but three', () => {
  expect(v.parse(keeperSettingsSchema, SETTINGS)).toEqual(SETTINGS);
  const optional = Object.keys(SETTINGS).filter((name) =>
    v.is(keeperSettingsSchema, { ...SETTINGS, [name]: undefined }),
  );
  expect(optional).toEqual(['EXPECTED_KMS_KEY', 'BACKUP_RECIPIENTS', 'ISSUERS_ENDPOINT']);
});

test.each([
  ['SEEDING', 'report', true],
  ['SEEDING', 'replace', false],
  ['ASK_ISSUERS', 'no', true],
  ['ASK_ISSUERS', '', false],
])('%s may be “%s”: %s', (name, value, taken) => {
  expect(v.is(keeperSettingsSchema, { ...SETTINGS, [name]: value })).toBe(taken);
});

test('what is agreed with the world outside: the tags that the keeper’s role may write, the callback, the limit of a value', () => {
  expect([KEEPER_TAG_PREFIX, RECORD_TAG_PREFIX, LAST_WRITE_TAG, LAST_BACKUP_TAG]).toEqual([
    'kaizencoach:',
    'kaizencoach:made:',
    'kaizencoach:written',
    'kaizencoach:backup',
  ]);
  expect(callbackOf('staging.example')).toBe('https://staging.example/strava_webhook');
  expect(MAX_VALUE_BYTES).toBe(65_536);
});
