import { isList, isObject, type Json, member } from '../assembly/json';
import type { Difference } from '../normal/differences';
import { gate, isGone, isNew, propertiesOfNew, propertyOf, type Rule, type Verdict } from './verdict';

/** Resources that are nothing but a policy and what it belongs to, with the properties that say the latter. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Policy': ['PolicyName', 'Roles', 'Users', 'Groups'],
  'AWS::IAM::RolePolicy': ['PolicyName', 'RoleName'],
  'AWS::IAM::UserPolicy': ['PolicyName', 'UserName'],
  'AWS::IAM::GroupPolicy': ['PolicyName', 'GroupName'],
  'AWS::IAM::ManagedPolicy': ['ManagedPolicyName', 'Description', 'Path', 'Roles', 'Users', 'Groups'],
  'AWS::SecretsManager::ResourcePolicy': ['SecretId', 'BlockPublicPolicy'],
  'AWS::Lambda::ResourcePolicy': ['ResourceArn'],
  'AWS::SNS::TopicPolicy': ['Topics'],
  'AWS::SQS::QueuePolicy': ['Queues'],
  'AWS::S3::BucketPolicy': ['Bucket'],
};

/** Roles and policies: what they allow is compared by meaning; the rest is here. */
export const accessRule: Rule = (difference) => {
  const { type } = difference;
  const own = POLICIES[type];
  if (own !== undefined) {
    return ofPolicy(difference, own);
  }
  if (type === 'AWS::IAM::Role') {
    return ofRole(difference);
  }
  return type.startsWith('AWS::IAM::') || type.startsWith('AWS::SSO::')
    ? gate('access.unexplained', `\`${difference.logicalId}\`, a ${type}, comes, goes or changes.`)
    : undefined;
};

function ofPolicy(difference: Difference, own: readonly string[]): Verdict | undefined {
  const { type, logicalId, path } = difference;
  const property = propertyOf(difference)?.split('.')[0];
  if (isGone(difference)) {
    return type === 'AWS::IAM::ManagedPolicy'
      ? gate('access.replaced', `The managed policy \`${logicalId}\` goes, and whoever it was attached to loses it.`)
      : 'by meaning';
  }
  if (isNew(difference)) {
    const properties = propertiesOfNew(difference);
    const isPlain = Object.keys(properties).every((name) => own.includes(name));
    const blocks = properties['BlockPublicPolicy'] ?? 'true';
    return isPlain && blocks === 'true' ? 'by meaning' : undefined;
  }
  if (property === 'BlockPublicPolicy') {
    return difference.after === 'true'
      ? 'harmless'
      : gate('access.public', 'The secret’s policy may be one that lets everyone in.');
  }
  if (type === 'AWS::IAM::ManagedPolicy' && ['Description', 'Path', 'ManagedPolicyName'].includes(property ?? '')) {
    return gate(
      'access.replaced',
      `The managed policy \`${logicalId}\` would be made anew, and whoever it is attached to loses it.`,
    );
  }
  return path[0] === 'Properties' && property !== undefined && own.includes(property) ? 'by meaning' : undefined;
}

function ofRole(difference: Difference): Verdict | undefined {
  const { logicalId, before, after } = difference;
  const property = propertyOf(difference);
  if (isGone(difference)) {
    return gate('access.replaced', `The role \`${logicalId}\` goes.`);
  }
  if (isNew(difference)) {
    return gate('access.unexplained', `There would be a new role, \`${logicalId}\`.`);
  }
  if (property === 'ManagedPolicyArns') {
    return 'by meaning';
  }
  if (property === 'Policies') {
    return onlyNames(before) && onlyNames(after) ? 'by meaning' : undefined;
  }
  if (property?.startsWith('PermissionsBoundary')) {
    return gate('access.unexplained', `The limit of what \`${logicalId}\` may be given changes.`);
  }
  return property === 'MaxSessionDuration'
    ? gate('access.trust', `Sessions of \`${logicalId}\` would last otherwise.`)
    : undefined;
}

/** What is left of inline policies when their documents are read elsewhere. */
function onlyNames(policies: Json | undefined): boolean {
  return (
    policies === undefined ||
    (isList(policies) &&
      policies.every(
        (policy) =>
          isObject(policy) && Object.keys(policy).length === 1 && typeof member(policy, 'PolicyName') === 'string',
      ))
  );
}
