import { ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { diffResource } from '@aws-cdk/cloudformation-diff/lib/diff';
import { remembered } from '../../remembered';
import type { GateId } from '../gates';
import { DATA_TYPES, isRetained } from './data';
import { gate, isGone, propertyOf, type Rule } from './verdict';

const GATES: Readonly<Record<string, GateId>> = {
  'AWS::S3::Bucket': 'audit.replaced',
  'AWS::Logs::LogGroup': 'audit.replaced',
  'AWS::CloudTrail::Trail': 'audit.replaced',
  'AWS::SNS::Topic': 'audit.replaced',
  'AWS::SQS::Queue': 'audit.replaced',
  'AWS::IAM::Role': 'access.replaced',
  'AWS::IAM::User': 'access.replaced',
  'AWS::IAM::ManagedPolicy': 'access.replaced',
  'AWS::Lambda::Function': 'keeper.wiring',
};

/** Resources whose replacement loses something. */
export const replacementRule: Rule = (difference) => {
  const { type, path, logicalId, before, after } = difference;
  const id = DATA_TYPES.has(type) ? 'data.replaced' : GATES[type];
  const isOtherType = path.length === 0 && before !== undefined && after !== undefined;
  if (isOtherType) {
    return gate(id ?? 'template.unexplained', `\`${logicalId}\` would become a resource of another type, made anew.`);
  }
  if (isGone(difference) && id === undefined && isRetained(before) && type !== 'AWS::S3::BucketPolicy') {
    return gate('data.leaves-stack', `\`${logicalId}\`, which was to be kept, is no longer in its stack.`);
  }
  const property = propertyOf(difference)?.split('.')[0];
  return id !== undefined && property !== undefined && replaces(type, property)
    ? gate(id, `\`${logicalId}\` would be made anew, because its \`${property}\` changes${lost[id] ?? ''}.`)
    : undefined;
};

const lost: Readonly<Partial<Record<GateId, string>>> = {
  'data.replaced': ': the app would find no value under the new one',
  'audit.replaced': ': what was recorded stays behind',
  'access.replaced': ': whatever was attached by hand is lost',
};

const known = new Map<string, boolean>();

/**
 * Whether a change of `property` makes a resource of `type` anew, or may: as CloudFormation's schema says, by a pair of values
 * that differ, because the library compares loosely.
 */
function replaces(type: string, property: string): boolean {
  return remembered(known, `${type} ${property}`, () => {
    const resource = (value: string) => ({ Type: type, Properties: { [property]: value } });
    const impact = diffResource(resource('one'), resource('other')).changeImpact;
    return impact === ResourceImpact.WILL_REPLACE || impact === ResourceImpact.MAY_REPLACE;
  });
}
