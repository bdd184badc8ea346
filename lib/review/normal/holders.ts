import { canonical, isList, type Json } from '../assembly/json';
import type { NormalResource, NormalTemplate } from './template';

/** What a policy speaks for. */
export type HolderKind =
  | 'secret'
  | 'key'
  | 'function'
  | 'trust'
  | 'topic'
  | 'queue'
  | 'bucket'
  /** A role, user or group, whatever gives it the policy. */
  | 'identity'
  /** A managed policy, for whoever it is attached to. */
  | 'managed policy'
  /** Anything else that has a policy. */
  | 'other';

/** Something that a policy belongs to. Two policies of one holder are one policy. */
export interface Holder {
  readonly kind: HolderKind;
  /** Physical name where the template fixes one, else the logical id. */
  readonly name: string;
}

/** `holders` as a finding says them. */
export function holdersAsJson(holders: readonly Holder[]): Json {
  return holders.map(({ kind, name }) => [kind, name]);
}

const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::Lambda::Function': 'FunctionName',
};

/** The attribute that names a resource of a type as `Ref` does, where there is one; any other is something else of it. */
const NAMING_ATTRIBUTES: Readonly<Record<string, string>> = {
  'AWS::SecretsManager::Secret': 'Id',
  'AWS::Lambda::Function': 'Arn',
  'AWS::SNS::Topic': 'TopicArn',
  'AWS::SQS::Queue': 'QueueUrl',
};

/** Name of the resource that a text in normal form refers to, or what the text says. */
export function nameOf(text: string, { resources }: NormalTemplate): string {
  const [, id = '', attribute] = /^\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}$/.exec(text) ?? [];
  const known = Object.hasOwn(resources, id) ? resources[id] : undefined;
  const isNamed = attribute === undefined || attribute === NAMING_ATTRIBUTES[known?.type ?? ''];
  const resource = isNamed ? known : undefined;
  const name = resource?.properties[NAME_PROPERTIES[resource.type] ?? ''];
  if (resource === undefined) {
    // Of something else that is called as a resource of the template is known in it.
    return Object.hasOwn(resources, text) ? `the text ${text}` : text;
  }
  return typeof name === 'string' ? name : id;
}

/** What the policy at `path` of `resource` belongs to. A policy that is attached to nobody belongs to itself. */
export function holdersOf(resource: NormalResource, path: readonly string[], template: NormalTemplate): Holder[] {
  const { type, id, properties } = resource;
  const named = (kind: HolderKind, property: string): Holder[] =>
    texts(properties[property]).map((text) => ({ kind, name: nameOf(text, template) }));
  switch (type) {
    case 'AWS::IAM::Role':
      return [
        {
          kind: path[0] === 'AssumeRolePolicyDocument' ? 'trust' : 'identity',
          name: identity('role', own(resource, template)),
        },
      ];
    case 'AWS::IAM::User':
    case 'AWS::IAM::Group':
      return [
        { kind: 'identity', name: identity(type === 'AWS::IAM::User' ? 'user' : 'group', own(resource, template)) },
      ];
    case 'AWS::IAM::Policy':
    case 'AWS::IAM::ManagedPolicy':
    case 'AWS::IAM::RolePolicy':
    case 'AWS::IAM::UserPolicy':
    case 'AWS::IAM::GroupPolicy':
      return ofAttached(resource, template);
    case 'AWS::SecretsManager::ResourcePolicy':
      return named('secret', 'SecretId');
    case 'AWS::KMS::Key':
      return [{ kind: 'key', name: id }];
    case 'AWS::Lambda::ResourcePolicy':
      return named('function', 'ResourceArn').map(({ kind, name }) => ({ kind, name: afterFunction(name) }));
    case 'AWS::SNS::TopicPolicy':
      return named('topic', 'Topics');
    case 'AWS::SQS::QueuePolicy':
      return named('queue', 'Queues');
    case 'AWS::S3::BucketPolicy':
      return named('bucket', 'Bucket');
    default:
      return [{ kind: 'other', name: `${id} ${path.join('.')}` }];
  }
}

/** The function that a `AWS::Lambda::Permission` speaks of. */
export function functionOf({ properties }: NormalResource, template: NormalTemplate): Holder {
  const [name = ''] = texts(properties['FunctionName']).map((text) => afterFunction(nameOf(text, template)));
  return { kind: 'function', name };
}

/** Name of the resource itself. */
function own({ id }: NormalResource, template: NormalTemplate): string {
  return nameOf(`\${${id}}`, template);
}

/** Roles, users and groups share no names. */
export function identity(kind: 'role' | 'user' | 'group', name: string): string {
  return `${kind}/${name}`;
}

function ofAttached(resource: NormalResource, template: NormalTemplate): Holder[] {
  const { properties, type } = resource;
  const attached = (['role', 'user', 'group'] as const).flatMap((kind) => {
    const word = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return [...texts(properties[`${word}s`]), ...texts(properties[`${word}Name`])].map(
      (text): Holder => ({ kind: 'identity', name: identity(kind, nameOf(text, template)) }),
    );
  });
  const itself: Holder = { kind: 'managed policy', name: own(resource, template) };
  return type === 'AWS::IAM::ManagedPolicy' || attached.length === 0 ? [itself, ...attached] : attached;
}

/** Name of the function that an ARN of this account and Region says; by any other ARN it is not the one of the stack. */
function afterFunction(name: string): string {
  return name.startsWith(OWN_FUNCTION) ? name.slice(OWN_FUNCTION.length) : name;
}

const OWN_FUNCTION = `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:`;

/** An entry of a list that is no text is decided elsewhere: it stands for something, whose name nobody knows. */
function texts(value: Json | undefined): string[] {
  return isList(value)
    ? value.map((each) => (typeof each === 'string' ? each : canonical(each)))
    : typeof value === 'string'
      ? [value]
      : [];
}
