import * as v from 'valibot';
import { remembered } from '../../../lib/remembered';
import { resolved } from '../../support/resolve-intrinsics';
import { ofType, type Resources } from '../../support/synthesized';

/** A policy document, as the simulator takes it. */
export type Document = object;

const documentSchema = v.custom<Document>((found) => typeof found === 'object' && found !== null);

const schemas = {
  attached: v.object({ Roles: v.optional(v.array(v.string()), []), PolicyDocument: documentSchema }),
  role: v.object({
    RoleName: v.string(),
    AssumeRolePolicyDocument: documentSchema,
    /** The simulation would not know what is in them. */
    ManagedPolicyArns: v.optional(v.array(v.never())),
    Policies: v.optional(v.array(v.object({ PolicyDocument: documentSchema })), []),
  }),
  secretPolicy: v.object({ SecretId: v.string(), ResourcePolicy: documentSchema }),
  key: v.object({ KeyPolicy: documentSchema }),
  functionPolicy: v.object({ ResourceArn: v.string(), PolicyDocument: documentSchema }),
};

const worked = new WeakMap<Resources, Map<string, unknown[]>>();

/** The properties of all resources of a type, worked out once for each template: every request asks for them. */
function properties(resources: Resources, type: string): unknown[] {
  const ofTemplate = remembered(worked, resources, () => new Map<string, unknown[]>());
  return remembered(ofTemplate, type, () =>
    Object.values(ofType(resources, type)).map(({ Properties }) => resolved(resources, Properties)),
  );
}

function all<T extends v.GenericSchema>(resources: Resources, type: string, schema: T): v.InferOutput<T>[] {
  return properties(resources, type).map((found) => v.parse(schema, found));
}

/** Everything that `roleName` gets from the template: policies of their own, managed and inline. */
export function identityPolicies(resources: Resources, roleName: string): Document[] {
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    all(resources, type, schemas.attached),
  );
  const inline = all(resources, 'AWS::IAM::Role', schemas.role).filter((role) => role.RoleName === roleName);
  return [
    ...attached.filter(({ Roles }) => Roles.includes(roleName)),
    ...inline.flatMap(({ Policies }) => Policies),
  ].map(({ PolicyDocument }) => PolicyDocument);
}

/** The trust policy of `roleName`. */
export function trustPolicy(resources: Resources, roleName: string): Document | undefined {
  return all(resources, 'AWS::IAM::Role', schemas.role).find((role) => role.RoleName === roleName)
    ?.AssumeRolePolicyDocument;
}

/** The policy that the template attaches to the secret `arn`. */
export function secretPolicy(resources: Resources, arn: string): Document | undefined {
  const policies = all(resources, 'AWS::SecretsManager::ResourcePolicy', schemas.secretPolicy);
  return policies.find(({ SecretId }) => SecretId === arn)?.ResourcePolicy;
}

/** The policy of the template's key. */
export function keyPolicy(resources: Resources): Document | undefined {
  return all(resources, 'AWS::KMS::Key', schemas.key)[0]?.KeyPolicy;
}

/** The policy that the template attaches to the function `arn`. */
export function functionPolicy(resources: Resources, arn: string): Document | undefined {
  const policies = all(resources, 'AWS::Lambda::ResourcePolicy', schemas.functionPolicy);
  return policies.find(({ ResourceArn }) => ResourceArn === arn)?.PolicyDocument;
}
