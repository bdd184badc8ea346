import { BLINDING } from '../../audit/modelled-events/blinding';
import type { Row } from '../../audit/modelled-events/calls';
import { NORMAL_LIFE } from '../../audit/modelled-events/normal-life';
import { eventOf } from '../../audit/modelled-events/records';
import { ROLE_USE } from '../../audit/modelled-events/role-use';
import { KEY_ID, ROLES } from '../../audit/modelled-events/subject';
import { UNUSUAL_ACCESS } from '../../audit/modelled-events/unusual-access';
import { UNUSUAL_CHANGES } from '../../audit/modelled-events/unusual-changes';
import { remembered } from '../../remembered';
import { isObject, type Json, type JsonObject } from '../assembly/json';
import type { Side } from '../side';
import { SAMPLE } from '../simulation/documents';

/** Something that happens, as CloudTrail records it of the sample environment. */
export interface ModelledRecord {
  readonly what: string;
  readonly detail: JsonObject;
  readonly event: JsonObject;
}

/** Every modelled record, and which alerts it raises. */
export const MODELLED: readonly Row[] = [
  ...UNUSUAL_ACCESS,
  ...ROLE_USE,
  ...UNUSUAL_CHANGES,
  ...BLINDING,
  ...NORMAL_LIFE,
];

const known = new Map<string, readonly ModelledRecord[]>();

/** The modelled records, with the ids that the resources of `side` have. For the same ids they are the same objects. */
export function recordsFor({ template }: Side): readonly ModelledRecord[] {
  const idOf = (type: string) =>
    Object.values(template.resources).find(
      (resource) => resource.type === type && resource.id.startsWith('AccessAudit'),
    )?.id;
  const written: readonly (readonly [string, string | undefined])[] = [
    [KEY_ID, SAMPLE.key.slice(SAMPLE.key.indexOf('/') + 1)],
    ['samplestack-trail-1a2b3c', idOf('AWS::S3::Bucket')],
    ['SampleStack-Trail-4d5e6f', idOf('AWS::Logs::LogGroup')],
  ];
  return remembered(known, JSON.stringify(written), () =>
    MODELLED.map(([what, record]) => modelled(what, replaced(record, written))),
  );
}

/** The reads among the modelled records, made by the role `arn` instead of an administrator. */
export function readsBy(arn: string): ModelledRecord[] {
  const reads = MODELLED.filter(([what]) => what.startsWith('an administrator by SSO reads'));
  return reads.map(([what, record]) => modelled(what, replaced(record, [[ROLES.administrator, arn]])));
}

function modelled(what: string, detail: JsonObject): ModelledRecord {
  const event: Json = JSON.parse(JSON.stringify(eventOf(detail)));
  return { what, detail, event: isObject(event) ? event : {} };
}

function replaced(record: Row[1], written: readonly (readonly [string, string | undefined])[]): JsonObject {
  let text = JSON.stringify(record);
  for (const [from, to] of written) {
    text = text.replaceAll(from, to ?? from);
  }
  const found: Json = JSON.parse(text);
  return isObject(found) ? found : {};
}
