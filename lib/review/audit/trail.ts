import { isList, isObject, type Json, type JsonObject, member } from '../assembly/json';
import { perSide, type Side } from '../side';
import { SAMPLE, writtenOut } from '../simulation/documents';
import { DEPLOYED } from '../simulation/place';
import { permits } from './permits';
import { type WrittenResource, written } from './resources';

const { partition, region, account } = DEPLOYED;

/** Where a trail delivers to. */
export interface Delivery {
  readonly trail: JsonObject;
  /** Logical id of the log group. */
  readonly group: string;
  /** Logical ids of everything on the way, the trail and the log group among them. */
  readonly way: readonly string[];
}

const deliveries = perSide((side) =>
  written(side, 'AWS::CloudTrail::Trail').flatMap((trail) => deliveryOf(side, trail) ?? []),
);

/** How `record` comes from a trail of `side` to a log group. */
export function deliveriesOf(side: Side, record: JsonObject): Delivery[] {
  return deliveries(side).filter(({ trail }) => isRecorded(trail, record));
}

/** How a trail delivers to its log group, if everything on the way lets it. */
function deliveryOf(side: Side, { id, properties, raw }: WrittenResource): Delivery | undefined {
  const group = idIn(raw.properties['CloudWatchLogsLogGroupArn']);
  const role = idIn(raw.properties['CloudWatchLogsRoleArn']);
  const bucket = idIn(raw.properties['S3BucketName']);
  const name = side.template.resources[role ?? '']?.properties['RoleName'] ?? role;
  if (
    properties['IsLogging'] !== 'true' ||
    group === undefined ||
    bucket === undefined ||
    role === undefined ||
    typeof name !== 'string'
  ) {
    return undefined;
  }
  const arn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${String(properties['TrailName'])}`;
  const service = 'Service:cloudtrail.amazonaws.com';
  const context = {
    'aws:sourcearn': arn,
    'aws:sourceaccount': account,
    'aws:securetransport': 'true',
    's3:x-amz-acl': 'bucket-owner-full-control',
  };
  const stream = `${writtenOut(`\${${group}.Arn}`, side.template)}`;
  const holder = `role/${name}`;
  const may =
    permits(side, 'bucket', bucket, { principal: service, action: 's3:PutObject', resource: undefined, context }) &&
    permits(side, 'trust', holder, { principal: service, action: 'sts:AssumeRole', resource: undefined, context }) &&
    ['logs:CreateLogStream', 'logs:PutLogEvents'].every((action) =>
      permits(side, 'identity', holder, { principal: undefined, action, resource: stream, context: {} }),
    ) &&
    mayEncrypt(side, raw.properties['KMSKeyId'], arn);
  const key = idIn(raw.properties['KMSKeyId']);
  const way = [id, group, bucket, role, ...(key === undefined ? [] : [key])];
  return may ? { trail: properties, group, way } : undefined;
}

function mayEncrypt(side: Side, key: Json | undefined, arn: string): boolean {
  const id = idIn(key);
  const context = {
    'aws:sourcearn': arn,
    'aws:sourceaccount': account,
    'kms:encryptioncontext:aws:cloudtrail:arn': arn,
  };
  const request = {
    principal: 'Service:cloudtrail.amazonaws.com',
    action: 'kms:GenerateDataKey',
    resource: SAMPLE.key,
    context,
  };
  return id === undefined || permits(side, 'key', id, { ...request, resource: undefined });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/filtering-data-events.html */
function isRecorded(trail: JsonObject, record: JsonObject): boolean {
  const isHere = record['awsRegion'] === region;
  const isGlobal = record['eventSource'] === 'iam.amazonaws.com';
  if (!isHere && trail['IsMultiRegionTrail'] !== 'true') {
    return false;
  }
  if (isGlobal && trail['IncludeGlobalServiceEvents'] !== 'true') {
    return false;
  }
  const advanced = trail['AdvancedEventSelectors'];
  if (isList(advanced)) {
    return advanced.some((selector) => selects(member(selector, 'FieldSelectors') ?? [], record));
  }
  return isList(trail['EventSelectors'])
    ? trail['EventSelectors'].some((selector) => selectsBasic(selector, record))
    : record['managementEvent'] === true;
}

function selects(fields: Json, record: JsonObject): boolean {
  return isList(fields) && fields.length > 0 && fields.every((field) => fieldFits(field, record));
}

function fieldFits(field: Json, record: JsonObject): boolean {
  const value = fieldOf(record, String(member(field, 'Field')));
  if (!isObject(field) || value === undefined) {
    return false;
  }
  return Object.entries(field).every(([operator, operands]) => {
    const any = (fits: (operand: string) => boolean) => [operands].flat().some((operand) => fits(String(operand)));
    switch (operator) {
      case 'Field':
        return true;
      case 'Equals':
        return any((operand) => operand === value);
      case 'NotEquals':
        return !any((operand) => operand === value);
      case 'StartsWith':
        return any((operand) => value.startsWith(operand));
      case 'NotStartsWith':
        return !any((operand) => value.startsWith(operand));
      case 'EndsWith':
        return any((operand) => value.endsWith(operand));
      case 'NotEndsWith':
        return !any((operand) => value.endsWith(operand));
      default:
        return false;
    }
  });
}

function fieldOf(record: JsonObject, name: string): string | undefined {
  switch (name) {
    case 'eventCategory':
      return record['managementEvent'] === true ? 'Management' : 'Data';
    case 'readOnly':
    case 'eventSource':
    case 'eventName':
      return String(record[name]);
    case 'resources.type':
      return record['managementEvent'] === true ? undefined : 'AWS::Lambda::Function';
    case 'resources.ARN':
      return record['managementEvent'] === true ? undefined : SAMPLE.keeper;
    default:
      return undefined;
  }
}

function selectsBasic(selector: Json, record: JsonObject): boolean {
  const kinds = member(selector, 'ReadWriteType') ?? 'All';
  const excluded = member(selector, 'ExcludeManagementEventSources');
  const fits = kinds === 'All' || (kinds === 'ReadOnly') === (record['readOnly'] === true);
  const isManagement =
    record['managementEvent'] === true && String(member(selector, 'IncludeManagementEvents') ?? 'true') === 'true';
  return fits && isManagement && !(isList(excluded) && excluded.some((source) => source === record['eventSource']));
}

/** Logical id of the resource that a text in normal form refers to. */
export function idIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? /^\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9]+)?\}$/.exec(value)?.[1] : undefined;
}
