import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inProject } from '../../../emulator/paths';
import type { Environment } from '../../../lib/environments/row';
import { ofType, type Resources } from '../../support/synthesized';

/** Folder of recorded events that nobody here wrote: this project holds none of them. */
const FOLDER = process.env['KAIZENCOACH_RECORDED_EVENTS'] ?? inProject('..', 'shared', 'events');
const FILE = join(FOLDER, 'recorded-events.jsonl');

const recordSchema = v.looseObject({
  eventSource: v.string(),
  eventName: v.string(),
  awsRegion: v.string(),
  errorCode: v.optional(v.string()),
});

const lineSchema = v.object({
  target: v.string(),
  expect: v.picklist(['attack', 'benign', 'sts', 'data']),
  event: recordSchema,
});

/** A record of CloudTrail that was aimed at one of staging's resources. */
export type RecordedEvent = v.InferOutput<typeof lineSchema>;

/** Whether this machine has recorded events. */
export const HAS_RECORDED_EVENTS = existsSync(FILE);

/** The recorded events, aimed at staging. */
export function recordedEvents(): RecordedEvent[] {
  const lines = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return v.parse(
    v.array(lineSchema),
    lines.map((line) => JSON.parse(line)),
  );
}

/** Names of staging in the file, and what they stand for. */
const STAGING = {
  key: '0f9d6c1e-5b7a-4c2d-9e8f-a1b2c3d4e5f6',
  bucket: 'stagingstack-accessaudittrailbucketad53e739-abcdefghijkl',
  logGroup: 'StagingStack-AccessAuditTrailLogGroup0804CF54-AbCdEfGhIjKl',
  secret: 'staging-kaizencoach-app-secrets',
  prefix: 'staging-kaizencoach',
} as const;

/** Of which type each target is, where not every environment has one. */
const TYPE_OF_TARGET: Readonly<{ [target: string]: string }> = {
  key: 'AWS::KMS::Key',
  'key of the secret': 'AWS::KMS::Key',
  trail: 'AWS::CloudTrail::Trail',
  'trail bucket': 'AWS::S3::Bucket',
  'log group': 'AWS::Logs::LogGroup',
};

/** The same event aimed at `environment`, or undefined where it has no such resource. */
export function aimedAt(environment: Environment, resources: Resources, recorded: RecordedEvent) {
  const onlyOf = (type: string) =>
    Object.keys(ofType(resources, type)).find((id) => id.startsWith('AccessAudit') || type === 'AWS::KMS::Key');
  const type = TYPE_OF_TARGET[recorded.target];
  if (type !== undefined && onlyOf(type) === undefined) {
    return undefined;
  }
  const names = {
    key: onlyOf('AWS::KMS::Key') ?? STAGING.key,
    bucket: onlyOf('AWS::S3::Bucket') ?? STAGING.bucket,
    logGroup: onlyOf('AWS::Logs::LogGroup') ?? STAGING.logGroup,
    secret: environment.secretName,
    prefix: environment.resourcePrefix,
  } as const satisfies Record<keyof typeof STAGING, string>;
  const text = (Object.keys(names) as (keyof typeof names)[]).reduce(
    (event, name) => event.replaceAll(STAGING[name], names[name]),
    JSON.stringify(recorded.event),
  );
  return v.parse(recordSchema, JSON.parse(text));
}
