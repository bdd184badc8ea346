import * as v from 'valibot';
import type { Arena } from '../../../../emulator/attacks/arena';
import type { Call } from '../../../../emulator/attacks/caller';
import { ownCall } from '../../../../emulator/attacks/deployed';
import { call } from '../../../../emulator/attacks/steps';
import { auditNames } from '../../../../lib/environments/names';

const oneOrMore = v.union([v.string(), v.array(v.string())]);
const statementSchema = v.looseObject({
  Sid: v.string(),
  Effect: v.string(),
  Action: oneOrMore,
  Condition: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
});
const documentSchema = v.looseObject({ Statement: v.array(statementSchema) });

/** A policy document. */
export type Document = v.InferOutput<typeof documentSchema>;

/** A policy of the deployed stack, where it lives. */
export interface LivePolicy {
  readonly name: string;
  readonly document: Document;
  /** Looks that most likely see a change of it. */
  readonly seenBy: readonly string[];
  /** Puts a document in its place. */
  readonly put: (document: Document) => Promise<unknown>;
}

/** Makes a call as the emulator itself; throws where it fails. */
export function own({ caller }: Arena, asked: Call): Promise<Record<string, unknown>> {
  return ownCall(caller, asked);
}

/** The policies whose every action and condition must be there for a reason. */
export async function livePolicies(arena: Arena): Promise<readonly LivePolicy[]> {
  const { deployed } = arena;
  const { deliveryRole } = auditNames(deployed.environment.resourcePrefix);
  const inline = await Promise.all([
    inlineOf(arena, deployed.keeperRole, ['hands of the keeper', 'keeperLog', 'rotation', 'keyAlone']),
    inlineOf(arena, deployed.instanceRole, ['hands of the app']),
    inlineOf(arena, deliveryRole, ['alerts']),
  ]);
  const managed = await Promise.all([
    managedOf(arena, 'secret-operator', ['hands of an operator']),
    managedOf(arena, 'secret-doctor', ['hands of a doctor']),
    managedOf(arena, 'secret-driller', ['hands of a driller']),
    managedOf(arena, 'secret-reviewer', ['hands of a reviewer', 'reviewingAdministrator']),
  ]);
  const topic = v.parse(documentSchema, JSON.parse(deployed.topicPolicy));
  const key = v.parse(documentSchema, JSON.parse(deployed.keyPolicy));
  return [
    ...inline.flat(),
    ...managed,
    {
      name: 'topic',
      document: topic,
      seenBy: ['alerts'],
      put: (document) =>
        own(
          arena,
          call('sns', 'set_topic_attributes', {
            TopicArn: deployed.topicArn,
            AttributeName: 'Policy',
            AttributeValue: JSON.stringify(document),
          }),
        ),
    },
    {
      name: 'key',
      document: key,
      seenBy: ['keyByHand', 'keyAlone', 'files'],
      put: (document) =>
        own(
          arena,
          call('kms', 'put_key_policy', {
            KeyId: deployed.keyId,
            PolicyName: 'default',
            Policy: JSON.stringify(document),
          }),
        ),
    },
  ];
}

async function inlineOf(arena: Arena, RoleName: string, seenBy: readonly string[]): Promise<LivePolicy[]> {
  const found = await own(arena, call('iam', 'list_role_policies', { RoleName }));
  const { PolicyNames } = v.parse(v.looseObject({ PolicyNames: v.array(v.string()) }), found);
  const policies: LivePolicy[] = [];
  for (const PolicyName of PolicyNames) {
    const policy = await own(arena, call('iam', 'get_role_policy', { RoleName, PolicyName }));
    policies.push({
      name: RoleName,
      document: v.parse(documentSchema, policy['PolicyDocument']),
      seenBy,
      put: (document) =>
        own(arena, call('iam', 'put_role_policy', { RoleName, PolicyName, PolicyDocument: JSON.stringify(document) })),
    });
  }
  return policies;
}

async function managedOf(arena: Arena, end: string, seenBy: readonly string[]): Promise<LivePolicy> {
  const name = `${arena.deployed.environment.resourcePrefix}-${end}`;
  const PolicyArn = `arn:aws:iam::000000000000:policy/${name}`;
  const found = await own(arena, call('iam', 'get_policy_version', { PolicyArn, VersionId: 'v1' }));
  let version = 1;
  const { PolicyVersion } = v.parse(v.looseObject({ PolicyVersion: v.looseObject({ Document: v.unknown() }) }), found);
  return {
    name,
    document: v.parse(documentSchema, PolicyVersion.Document),
    seenBy,
    put: async (document) => {
      const PolicyDocument = JSON.stringify(document);
      await own(arena, call('iam', 'create_policy_version', { PolicyArn, PolicyDocument, SetAsDefault: true }));
      // IAM keeps five versions, and numbers them without end.
      await own(arena, call('iam', 'delete_policy_version', { PolicyArn, VersionId: `v${version}` }));
      version += 1;
    },
  };
}
