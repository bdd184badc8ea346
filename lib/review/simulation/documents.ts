import type { HolderKind } from '../normal/holders';
import { filled } from '../normal/references';
import type { Statement, Terms } from '../normal/statement';
import type { NormalTemplate } from '../normal/template';
import { partNamed } from '../normal/text';
import { asSample, namesOf, type Side } from '../side';
import { DEPLOYED } from './place';

const { partition, account, region } = DEPLOYED;
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::Partition': partition,
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** ARNs of the sample environment, in which everything is simulated: equal environments become equal questions. */
export const SAMPLE = {
  secret: `arn:${partition}:secretsmanager:${region}:${account}:secret:sample-app-secrets-AbCdEf`,
  'other secret': `arn:${partition}:secretsmanager:${region}:${account}:secret:other-app-secrets-AbCdEf`,
  account: '*',
  key: `arn:${partition}:kms:${region}:${account}:key/00000000-0000-0000-0000-000000000000`,
  keeper: `arn:${partition}:lambda:${region}:${account}:function:sample-secret-keeper`,
  'app role': `arn:${partition}:iam::${account}:role/sample-instance-role`,
  'keeper role': `arn:${partition}:iam::${account}:role/sample-secret-keeper-role`,
  topic: `arn:${partition}:sns:${region}:${account}:sample-audit`,
} as const;

/** `text` in normal form, with everything that it refers to written out as it is in the sample environment. */
export function writtenOut(text: string, template: NormalTemplate): string {
  const names = namesOf(template);
  return asSample(
    filled(text, (name) => PSEUDO_PARAMETERS[name] ?? referred(name, template)),
    names,
  );
}

function referred(name: string, template: NormalTemplate): string {
  const part = partNamed(name);
  if (part !== undefined) {
    return referred(part.of, template).split(':')[part.place] ?? name;
  }
  const { resources } = template;
  const [id = '', attribute = ''] = name.split('.');
  const resource = Object.hasOwn(resources, id) ? resources[id] : undefined;
  const property = (key: string) => String(resource?.properties[key] ?? id);
  switch (resource?.type) {
    case 'AWS::SecretsManager::Secret':
      return SAMPLE.secret;
    case 'AWS::KMS::Key':
      return attribute === 'Arn' ? SAMPLE.key : SAMPLE.key.slice(SAMPLE.key.indexOf('/') + 1);
    case 'AWS::IAM::Role':
      return attribute === 'Arn'
        ? `arn:${partition}:iam::${account}:role/${property('RoleName')}`
        : property('RoleName');
    case 'AWS::Lambda::Function':
      return attribute === 'Arn'
        ? `arn:${partition}:lambda:${region}:${account}:function:${property('FunctionName')}`
        : property('FunctionName');
    default:
      return attribute === 'Arn' ? `arn:${partition}:other:${region}:${account}:${id}` : id;
  }
}

/** The policy that `side` gives the holders that `isMeant`; undefined where it gives none. */
export function documentOf(side: Side, isMeant: (kind: HolderKind, name: string) => boolean): object | undefined {
  const { template, policies } = side;
  const name = (text: string) => writtenOut(text, template);
  const meant = policies.statements.filter(({ holder }) => isMeant(holder.kind, name(holder.name)));
  const statements = meant.flatMap(({ statement, holder }) => written(statement, holder.kind, name));
  return statements.length === 0 ? undefined : { Version: '2012-10-17', Statement: statements };
}

function written(statement: Statement, kind: HolderKind, name: (text: string) => string): object[] {
  const { effect, action, condition } = statement;
  if (action.values.some((each) => each !== '*' && !each.includes(':'))) {
    // An attached policy of elsewhere.
    return [];
  }
  const isOnResource = kind !== 'identity' && kind !== 'managed policy';
  const resource: Terms =
    isOnResource && kind !== 'trust' && statement.resource.kind === 'unsaid'
      ? { kind: 'in', values: ['*'] }
      : statement.resource;
  const byOperator: Record<string, Record<string, string[]>> = {};
  for (const { operator, key, values } of condition) {
    const [as, of] = operator === 'Permission' ? permission(key) : [operator, key];
    byOperator[as] = { ...byOperator[as], [of]: values.map(name) };
  }
  return [
    {
      Effect: effect,
      ...terms('Action', action, name),
      ...terms('Resource', resource, name),
      ...principal(statement.principal, name),
      ...(condition.length === 0 ? {} : { Condition: byOperator }),
    },
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
function permission(key: string): [string, string] {
  return key === 'sourcearn'
    ? ['ArnLike', 'aws:sourcearn']
    : ['StringEquals', key === 'sourceaccount' ? 'aws:sourceaccount' : `aws:${key}`];
}

function terms(element: string, { kind, values }: Terms, name: (text: string) => string): object {
  return kind === 'unsaid' ? {} : { [kind === 'not' ? `Not${element}` : element]: values.map(name) };
}

function principal({ kind, values }: Terms, name: (text: string) => string): object {
  const byKind: Record<string, string[]> = {};
  for (const value of values) {
    const [of = '', ...rest] = value.split(':');
    byKind[of] = [...(byKind[of] ?? []), name(rest.join(':'))];
  }
  return kind === 'unsaid' ? {} : { [kind === 'not' ? 'NotPrincipal' : 'Principal']: byKind };
}
