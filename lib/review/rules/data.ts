import { isList, type Json, member } from '../assembly/json';
import { code } from '../finding';
import type { Difference } from '../normal/differences';
import { numberIn } from '../normal/number';
import { gate, isGone, isNew, propertiesOfNew, propertyOf, type Rule, type Verdict } from './verdict';

/** Types that hold what cannot be made again. */
export const DATA_TYPES: ReadonlySet<string> = new Set(['AWS::SecretsManager::Secret', 'AWS::KMS::Key']);

const VALUES = /^(SecretString|GenerateSecretString)(\.|$)/;

/** Secrets, keys, and what the keeper is asked to seed. */
export const dataRule: Rule = (difference) => {
  const { type, logicalId } = difference;
  switch (type) {
    case 'AWS::SecretsManager::Secret':
      return ofSecret(difference);
    case 'AWS::KMS::Key':
      return ofKey(difference);
    case 'AWS::SecretsManager::RotationSchedule':
    case 'AWS::SecretsManager::SecretTargetAttachment':
      return gate('data.written', `\`${logicalId}\` would write the value of a secret.`);
    case 'AWS::KMS::Alias':
    case 'AWS::KMS::ReplicaKey':
      return gate('access.key', `\`${logicalId}\` gives the key another name or place.`);
    default:
      return undefined;
  }
};

function ofSecret(difference: Difference): Verdict | undefined {
  const { logicalId } = difference;
  if (isGone(difference)) {
    return gate('data.leaves-stack', `The secret \`${logicalId}\` is no longer in its stack.`);
  }
  if (isNew(difference)) {
    const writes = Object.keys(propertiesOfNew(difference)).some((name) => VALUES.test(name));
    return writes
      ? gate('data.written', `A new secret \`${logicalId}\` would get a value from the template.`)
      : undefined;
  }
  const property = propertyOf(difference) ?? '';
  if (VALUES.test(property)) {
    return gate('data.written', 'The template would write the secret’s value, over every key in it.');
  }
  if (property === 'KmsKeyId') {
    return gate('access.key', 'The secret would be encrypted with another key: whoever may use that one decrypts it.');
  }
  if (property === 'DeletedDate') {
    // No template says this: it is read of what runs.
    return gate('data.leaves-stack', 'The secret is to be deleted: nobody can read it, and at that date it is gone.');
  }
  if (property.startsWith('ReplicaRegions')) {
    return gate('data.copied', 'The secret would be replicated to another Region, with readers of its own.');
  }
  if (/^Tags\.kaizencoach:/.test(property)) {
    return gate('data.written', 'The template would write a record of the keeper, which nothing but the keeper knows.');
  }
  return property === ''
    ? undefined
    : gate(
        'data.written',
        `The secret’s \`${property}\` changes: its policy refuses the update, which fails the deployment.`,
      );
}

function ofKey(difference: Difference): Verdict | undefined {
  const { logicalId, before, after } = difference;
  if (isGone(difference)) {
    return gate(
      'data.leaves-stack',
      `The encryption key \`${logicalId}\` is no longer in its stack: without it the value cannot be read.`,
    );
  }
  if (isNew(difference)) {
    return gate('access.key', `There would be a new encryption key, \`${logicalId}\`.`);
  }
  const property = propertyOf(difference) ?? '';
  if (['KeySpec', 'KeyUsage', 'Origin'].includes(property)) {
    return gate('data.replaced', 'The encryption key would be made anew: what it encrypted cannot be read any more.');
  }
  if (property === 'MultiRegion') {
    return gate('data.copied', 'The encryption key would exist in several Regions.');
  }
  if (property === 'DeletionDate') {
    // No template says this: it is read of what runs.
    return gate('data.leaves-stack', 'The encryption key is to be deleted: with it every value it encrypted is lost.');
  }
  if (property === 'PendingWindowInDays') {
    return (numberIn(after) ?? 30) >= (numberIn(before) ?? 30)
      ? 'harmless'
      : gate('data.retention', 'The key would be deleted sooner after somebody asks for it.');
  }
  return property === '' || /^(Description|Tags)/.test(property)
    ? undefined
    : gate('access.key', `The encryption key’s \`${property}\` changes.`);
}

/** What CloudFormation does with a resource that goes, or is replaced. */
export const retentionRule: Rule = ({ path: [name, ...further], logicalId, before, after }) => {
  if ((name !== 'DeletionPolicy' && name !== 'UpdateReplacePolicy') || further.length > 0) {
    return undefined;
  }
  const keeps = (value: Json | undefined) =>
    value === 'Retain' || (name === 'DeletionPolicy' && value === 'RetainExceptOnCreate');
  const isWeaker = (keeps(before) && !keeps(after)) || (before === 'Snapshot' && after !== 'Snapshot' && !keeps(after));
  const isKnown = after === undefined || typeof after === 'string';
  return isWeaker || !isKnown
    ? gate(
        'data.retention',
        `\`${logicalId}\` would ${name === 'DeletionPolicy' ? 'be deleted with its stack' : 'be deleted when it is replaced'}.`,
      )
    : 'harmless';
};

/** What the keeper is asked to draw. */
export const seedingRule: Rule = (difference) => {
  const { type, before, after } = difference;
  const property = propertyOf(difference);
  const isSetting = type === 'AWS::Lambda::Function' && property === 'Environment.Variables.SEEDING';
  if (isSetting || (type.startsWith('Custom::Secret') && property === 'Seeding')) {
    return gate('data.seeding', 'The keeper would treat missing keys otherwise.');
  }
  if (!type.startsWith('Custom::Secret') || property !== 'GeneratedKeys') {
    return undefined;
  }
  const gone = namesIn(before).filter((name) => !namesIn(after).includes(name));
  const come = namesIn(after).filter((name) => !namesIn(before).includes(name));
  const sentences = [
    ...(gone.length > 0 ? [`${gone.map(code).join(', ')} would no longer be seeded where missing`] : []),
    ...(come.length > 0 ? [`${come.map(code).join(', ')} would be drawn where missing`] : []),
  ];
  return gate('data.seeding', `${sentences.join('; ') || 'The list of generated keys changes'}.`);
};

function namesIn(value: Json | undefined): string[] {
  return isList(value) ? value.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))) : [];
}

/** Whether `resource`, as a difference shows it, outlives its stack. */
export function isRetained(resource: Json | undefined): boolean {
  const policy = member(resource, 'DeletionPolicy');
  return policy === 'Retain' || policy === 'RetainExceptOnCreate';
}
