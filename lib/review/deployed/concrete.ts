import type { AssembledStack } from '../assembly/assembly';
import { isList, isObject, type Json, type JsonObject } from '../assembly/json';
import { filled } from '../normal/references';
import { partNamed, textOf } from '../normal/text';

/** What a deployment has made of a stack. */
export interface Deployed {
  readonly account: string;
  readonly region: string;
  readonly stackId: string;
  readonly template: JsonObject;
  /** Physical ids by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, string>;
}

/** `code` as `template` deployed it; what its functions run is known by its name, which is the hash of its contents. */
export function asDeployed(code: AssembledStack, template: JsonObject): AssembledStack {
  const published = JSON.stringify(template).matchAll(/"S3Key":"(([0-9a-f]{64})\.zip)"/g);
  return { ...code, template, assets: Object.fromEntries([...published].map(([, key, digest = '']) => [key, digest])) };
}

/** Account of a review: what runs is compared as if it were there, so that everything else of the review applies. */
const ACCOUNT = '111122223333';

/**
 * `value` of the deployed template as AWS holds it: every reference written out. A part that cannot be written out stays as it
 * is, and then differs from what AWS holds: it is told, not passed over.
 */
export function writtenOut(value: Json, deployed: Deployed): Json {
  const text = isObject(value) ? textOf(value) : undefined;
  if (text !== undefined) {
    return filled(text, (name) => resolved(name, deployed) ?? `\${${name}}`);
  }
  if (isList(value)) {
    return value.map((entry) => writtenOut(entry, deployed));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, writtenOut(each, deployed)]))
    : value;
}

function resolved(name: string, deployed: Deployed): string | undefined {
  const part = partNamed(name);
  if (part !== undefined) {
    return resolved(part.of, deployed)?.split(':')[part.place];
  }
  const { account, region, stackId, physicalIds, types } = deployed;
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackId': stackId,
  };
  const [id = '', attribute] = name.split('.');
  const physical = physicalIds.get(id);
  if (pseudo[name] !== undefined || physical === undefined || attribute === undefined) {
    return pseudo[name] ?? physical;
  }
  const regional = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  switch (`${types.get(id)}.${attribute}`) {
    case 'AWS::IAM::Role.Arn':
      return `arn:aws:iam::${account}:role/${physical}`;
    case 'AWS::KMS::Key.Arn':
      return regional('kms', `key/${physical}`);
    case 'AWS::Lambda::Function.Arn':
      return regional('lambda', `function:${physical}`);
    case 'AWS::Logs::LogGroup.Arn':
      return regional('logs', `log-group:${physical}:*`);
    case 'AWS::S3::Bucket.Arn':
      return `arn:aws:s3:::${physical}`;
    case 'AWS::SQS::Queue.Arn':
      return regional('sqs', physical.slice(physical.lastIndexOf('/') + 1));
    case 'AWS::SQS::Queue.QueueName':
      return physical.slice(physical.lastIndexOf('/') + 1);
    case 'AWS::SecretsManager::Secret.Id':
    case 'AWS::SecretsManager::Secret.Arn':
      return physical;
    default:
      return undefined;
  }
}

/** `value` with the account that runs written as the one of a review. An account that has that number already gets another. */
export function neutral(value: Json, { account }: Deployed): Json {
  const text = JSON.stringify(value).replaceAll(ACCOUNT, account === ACCOUNT ? ACCOUNT : '999999999999');
  const parsed: Json = JSON.parse(text.replaceAll(account, ACCOUNT));
  return parsed;
}

/**
 * The deployed template with the letters that `GetTemplate` loses: it writes what is not ASCII as question marks.
 * @see https://github.com/aws/aws-cdk-cli/issues/1915
 */
export function withLostLetters(deployed: Json, code: Json | undefined): Json {
  if (typeof deployed === 'string') {
    return typeof code === 'string' && isMangled(deployed, code) ? code : deployed;
  }
  if (isList(deployed)) {
    return deployed.map((entry, index) => withLostLetters(entry, isList(code) ? code[index] : undefined));
  }
  return isObject(deployed)
    ? Object.fromEntries(
        Object.entries(deployed).map(([key, each]) => [
          key,
          withLostLetters(each, isObject(code) ? code[key] : undefined),
        ]),
      )
    : deployed;
}

function isMangled(deployed: string, code: string): boolean {
  const pattern = code
    .split(/(\P{ASCII}+)/u)
    .map((part, index) => (index % 2 === 1 ? '\\?+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return deployed.includes('?') && new RegExp(`^${pattern}$`, 's').test(deployed);
}
