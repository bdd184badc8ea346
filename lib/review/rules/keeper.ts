import { isSame, type Json, type JsonObject, member } from '../assembly/json';
import type { Found } from '../finding';
import { numberIn } from '../normal/number';
import type { NormalResource } from '../normal/template';
import type { Pair, Side } from '../side';
import { gate, isNew, propertyOf, type Rule } from './verdict';

/** Properties that decide what runs beside the code, before it, or who sees what it does. */
const SURROUNDINGS =
  /^(Environment|Layers|Runtime|Handler|TracingConfig|DeadLetterConfig|FileSystemConfigs|VpcConfig|Architectures|KmsKeyArn|SnapStart|RuntimeManagementConfig|CodeSigningConfigArn|ImageConfig|PackageType|LoggingConfig\.(ApplicationLogLevel|SystemLogLevel|LogFormat))(\.|$)/;

/** Functions, and what CloudFormation asks of them. */
export const keeperRule: Rule = (difference) => {
  const { type, logicalId, before, after } = difference;
  const property = propertyOf(difference);
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    return gate(
      'keeper.wiring',
      `What CloudFormation asks by \`${logicalId}\` ${property === undefined ? 'comes, goes or changes' : `changes: \`${property}\``}.`,
    );
  }
  if (type === 'AWS::Lambda::Permission') {
    return difference.path.length === 0 || property !== undefined ? 'by meaning' : undefined;
  }
  if (type === 'AWS::Lambda::Url') {
    return gate('access.invoke', `The keeper could be invoked by a URL, \`${logicalId}\`.`);
  }
  if (!type.startsWith('AWS::Lambda::') || type === 'AWS::Lambda::ResourcePolicy') {
    return undefined;
  }
  if (type !== 'AWS::Lambda::Function' || property === undefined) {
    return difference.path[0] === 'DependsOn' || (difference.path.length > 0 && property === undefined)
      ? undefined
      : gate(
          'keeper.wiring',
          `\`${logicalId}\` ${isNew(difference) ? 'is new' : 'goes or changes'}: a function, or a way to one.`,
        );
  }
  if (/^(Description|Tags)(\.|$)/.test(property)) {
    return 'harmless';
  }
  if (property === 'Code.S3Key') {
    // Judged by the bytes: `codeFindings`.
    return 'by meaning';
  }
  if (property.startsWith('Code.ZipFile') || property.startsWith('Code.Image')) {
    return gate('keeper.code', 'The keeper’s code would come from another place.');
  }
  if (SURROUNDINGS.test(property)) {
    const which = isNew(difference) || before === undefined ? 'a new' : after === undefined ? 'no' : 'another';
    return gate('keeper.environment', `The keeper would run with ${which} \`${property}\`.`);
  }
  const isSize = ['MemorySize', 'Timeout', 'EphemeralStorage.Size'].includes(property);
  const grows = (numberIn(after) ?? 0) > (numberIn(before) ?? Infinity);
  return isSize && grows ? 'harmless' : gate('keeper.wiring', `The keeper’s \`${property}\` changes.`);
};

/** Functions whose code has other bytes, whatever their hash is called. */
export function codeFindings({ base, head }: Pair): Found[] {
  return Object.values(head.template.resources).flatMap((resource): Found[] => {
    const before = base.template.resources[resource.id];
    if (resource.type !== 'AWS::Lambda::Function' || before?.type !== resource.type) {
      return [];
    }
    const was = codeOf(before, base);
    const is = codeOf(resource, head);
    return isSame(was, is)
      ? []
      : [
          {
            gate: 'keeper.code',
            sentence: 'The keeper’s code changes.',
            before: was,
            after: is,
            evidence: [{ logicalId: resource.id, path: 'Properties.Code' }],
          },
        ];
  });
}

function codeOf({ properties }: NormalResource, { stack }: Side): Json {
  const code: JsonObject | Json | undefined = properties['Code'];
  const key = member(code, 'S3Key');
  const digest = typeof key === 'string' && Object.hasOwn(stack.assets, key) ? stack.assets[key] : undefined;
  return digest ?? { unknown: code ?? null };
}
