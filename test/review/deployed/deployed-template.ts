import type { Environment } from '../../../lib/environments/row';
import { remembered } from '../../../lib/remembered';
import { isObject, type Json, type JsonObject, member } from '../../../lib/review/assembly/json';
import { type Deployed, writtenOut } from '../../../lib/review/deployed/concrete';
import { asJson } from '../../../lib/review/deployed/reading';
import { templateOf } from '../../support/synthesized';
import { deployedStack } from './deployed-stack';

const NAMES = ['TrailName', 'AlarmName', 'DashboardName', 'FunctionName', 'RoleName', 'FilterName', 'TopicName'];
const OTHER_NAMES = ['ManagedPolicyName', 'PolicyName', 'QueueName', 'Name'];

/** What a deployment of `template` has made: each resource called as CloudFormation calls it. */
export function deployedTemplate(template: JsonObject): Deployed {
  const resources = Object.entries(isObject(template['Resources']) ? template['Resources'] : {});
  return deployedStack(
    Object.fromEntries(
      resources.map(([id, resource]) => {
        const type = String(member(resource, 'Type'));
        const properties = member(resource, 'Properties');
        const name = [...NAMES, ...OTHER_NAMES].flatMap((each) => member(properties, each) ?? [])[0];
        return [id, [type, physicalId(type, typeof name === 'string' ? name : id.toLowerCase())]];
      }),
    ),
    template,
  );
}

/** What a deployment of the stack of `row` has made. */
export function deployedTemplateOf(row: Environment): Deployed {
  const template = asJson(templateOf(row).toJSON());
  return deployedTemplate(isObject(template) ? template : {});
}

function physicalId(type: string, name: string): string {
  switch (type) {
    case 'AWS::SNS::Topic':
    case 'AWS::SNS::Subscription':
      return `arn:aws:sns:eu-west-1:111122223333:${name}`;
    case 'AWS::SecretsManager::Secret':
      return `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}-AbCdEf`;
    case 'AWS::IAM::ManagedPolicy':
      return `arn:aws:iam::111122223333:policy/${name}`;
    case 'AWS::SQS::Queue':
      return `https://sqs.eu-west-1.amazonaws.com/111122223333/${name}`;
    default:
      return name;
  }
}

/** A resource as AWS holds it, every reference in its properties written out. */
interface Held {
  readonly id: string;
  readonly physical: string;
  readonly properties: JsonObject;
}

const known = new WeakMap<Deployed, Map<string, readonly Held[]>>();

/** Every resource of a type: an AWS that is read asks for the same ones again and again. */
export function resourcesOfType(deployed: Deployed, type: string): readonly Held[] {
  const ofDeployed = remembered(known, deployed, () => new Map<string, readonly Held[]>());
  return remembered(ofDeployed, type, () =>
    [...deployed.types]
      .filter(([, each]) => each === type)
      .map(([id]) => {
        const said: Json = member(member(deployed.template['Resources'], id), 'Properties') ?? {};
        const properties = writtenOut(said, deployed);
        return { id, physical: deployed.physicalIds.get(id) ?? '', properties: isObject(properties) ? properties : {} };
      }),
  );
}
