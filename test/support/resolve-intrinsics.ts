import * as v from 'valibot';
import { DEPLOYED } from '../../lib/review/simulation/place';
import type { Resource, Resources } from './synthesized';

const reference = v.strictObject({ Ref: v.string() });
const attribute = v.strictObject({ 'Fn::GetAtt': v.tuple([v.string(), v.string()]) });
const joined = v.strictObject({ 'Fn::Join': v.tuple([v.string(), v.array(v.unknown())]) });
const substituted = v.strictObject({
  'Fn::Sub': v.union([v.string(), v.tuple([v.string(), v.record(v.string(), v.unknown())])]),
});
const split = v.strictObject({ 'Fn::Split': v.tuple([v.string(), v.unknown()]) });
const selected = v.strictObject({ 'Fn::Select': v.tuple([v.number(), v.unknown()]) });

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': DEPLOYED.partition,
  'AWS::Region': DEPLOYED.region,
  'AWS::AccountId': DEPLOYED.account,
  'AWS::StackId': `arn:aws:cloudformation:${DEPLOYED.region}:${DEPLOYED.account}:stack/SampleStack/00000000`,
  'AWS::URLSuffix': 'amazonaws.com',
};

function regional(service: string, resource: string): string {
  return `arn:aws:${service}:${DEPLOYED.region}:${DEPLOYED.account}:${resource}`;
}

/** What `Fn::GetAtt` gives, by type and attribute. */
const ATTRIBUTES: Readonly<Record<string, (id: string, name: (property: string) => string) => string>> = {
  'AWS::IAM::Role.Arn': (_, name) => `arn:aws:iam::${DEPLOYED.account}:role/${name('RoleName')}`,
  'AWS::KMS::Key.Arn': (id) => regional('kms', `key/${id}`),
  'AWS::Lambda::Function.Arn': (_, name) => regional('lambda', `function:${name('FunctionName')}`),
  'AWS::Logs::LogGroup.Arn': (id) => regional('logs', `log-group:${id}:*`),
  'AWS::SecretsManager::Secret.Id': (_, name) => regional('secretsmanager', `secret:${name('Name')}-AbCdEf`),
};

/**
 * `value` with the intrinsic functions that these templates use worked out.
 * @throws Error for every other function, and for attributes that are not known here.
 */
export function resolved(resources: Resources, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((element) => resolved(resources, element));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (v.is(reference, value)) {
    return PSEUDO_PARAMETERS[value.Ref] ?? named(resources, value.Ref);
  }
  if (v.is(attribute, value)) {
    return attributeOf(resources, value['Fn::GetAtt']);
  }
  if (v.is(joined, value)) {
    const [separator, parts] = value['Fn::Join'];
    return parts.map((part) => resolved(resources, part)).join(separator);
  }
  if (v.is(substituted, value)) {
    const [text, variables = {}] = [value['Fn::Sub']].flat();
    return String(text).replaceAll(/\$\{([^!}]+)\}/g, (_, name: string) => {
      const [id, attribute] = name.split('.');
      const reference = attribute === undefined ? { Ref: id } : { 'Fn::GetAtt': [id, attribute] };
      return String(resolved(resources, Object(variables)[name] ?? reference));
    });
  }
  if (v.is(split, value)) {
    const [separator, text] = value['Fn::Split'];
    return String(resolved(resources, text)).split(separator);
  }
  if (v.is(selected, value)) {
    const [index, list] = value['Fn::Select'];
    return v.parse(v.array(v.unknown()), resolved(resources, list))[index];
  }
  const unknownFunction = Object.keys(value).find((key) => key === 'Ref' || key.startsWith('Fn::'));
  if (unknownFunction !== undefined) {
    throw new Error(
      `expected Ref, Fn::GetAtt, Fn::Join, Fn::Sub, Fn::Select or Fn::Split, got ${JSON.stringify(value)}`,
    );
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolved(resources, member)]));
}

/** `Ref` of a role gives its name, of a topic its ARN, and of anything else here an id that CloudFormation chooses. */
function named(resources: Resources, id: string): string {
  const resource = existing(resources, id);
  switch (resource.Type) {
    case 'AWS::IAM::Role':
      return textIn(resource, 'RoleName');
    case 'AWS::SNS::Topic':
      return regional('sns', textIn(resource, 'TopicName'));
    default:
      return id;
  }
}

function attributeOf(resources: Resources, [id, name]: readonly [string, string]): string {
  const resource = existing(resources, id);
  const attributeOfType = ATTRIBUTES[`${resource.Type}.${name}`];
  if (attributeOfType === undefined) {
    throw new Error(`the attribute ${name} of ${resource.Type} is not known here`);
  }
  return attributeOfType(id, (property) => textIn(resource, property));
}

function existing(resources: Resources, id: string): Resource {
  const resource = resources[id];
  if (resource === undefined) {
    throw new Error(`expected a resource ${id}`);
  }
  return resource;
}

function textIn(resource: Resource, property: string): string {
  return v.parse(v.string(), resource.Properties[property]);
}
