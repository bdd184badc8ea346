import { filterMatches } from '../../lib/audit/filter-matcher';
import { eventOf } from '../../lib/audit/modelled-events/records';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { CONTEXT } from '../audit/support/context';
import { matchingPatterns } from '../audit/support/event-bridge';
import { NAMING_OURS, type NamingCall, namingCalls, wordsOf } from './support/naming-calls';
import { NOT_TOLD } from './support/not-told';
import { NAMING_OTHERS } from './support/reviewed-members';
import { READING } from './support/reviewed-operations';
import { type ServiceModels, serviceModels } from './support/service-models';

/** Services of whose resources the audit consists, or which could be given one of its roles. */
const SERVICES = Object.keys(NAMING_OURS);

/** What in a request reads like the name of something. */
const LIKE_A_NAME = /(name|arn|id|identifier|url|uri|role|rule|resource|bucket|function|queue|topic|target)s?(list)?$/i;

let models: ServiceModels;
let calls: readonly NamingCall[];
/** Calls that some rule, or some filter, tells of. */
let told: { readonly immediate: ReadonlySet<string>; readonly log: ReadonlySet<string> };

function operationsOf(service: string): [name: string, members: readonly string[]][] {
  return Object.entries(models[service] ?? {}).filter(([name]) => !wordsOf(READING[service]).includes(name));
}

beforeAll(async () => {
  models = await serviceModels(SERVICES);
  calls = SERVICES.flatMap((service) =>
    operationsOf(service).flatMap(([name, members]) => namingCalls(service, name, members)),
  );
  const rules = Object.fromEntries(immediatePatterns(CONTEXT).map(({ id, pattern }) => [id, pattern]));
  const matches = await matchingPatterns(
    rules,
    calls.map(({ record }) => eventOf(record)),
  );
  const filters = logPatterns(CONTEXT);
  told = {
    immediate: new Set(calls.filter((_, index) => (matches[index] ?? []).length > 0).map(({ what }) => what)),
    log: new Set(
      calls
        .filter(({ record }) =>
          filters.some(({ pattern }) => filterMatches(pattern, record, { differsWhereAbsent: false })),
        )
        .map(({ what }) => what),
    ),
  };
});

/** Service and operation of a call. */
function operationOf({ what }: NamingCall): string {
  return what.split(' ').slice(0, 2).join(' ');
}

test('every member of a request that reads like a name either names a resource of ours, or is known not to', () => {
  const unknown = SERVICES.flatMap((service) => {
    const known = [...Object.keys(NAMING_OURS[service] ?? {}), ...wordsOf(NAMING_OTHERS[service])];
    return operationsOf(service).flatMap(([name, members]) =>
      members
        .filter((member) => LIKE_A_NAME.test(member.replace(/\[\]$/, '')) && !known.includes(member))
        .map((member) => `${service} ${name} ${member}`),
    );
  });
  expect(unknown).toEqual([]);
});

test('every call that can name a resource of ours is told of, or stands on the list with a reason', () => {
  const missed = calls.filter(
    (call) =>
      !isListed(operationOf(call)) &&
      // IAM's records are in us-east-1, which rules here do not hear.
      !(told.log.has(call.what) && (call.what.startsWith('iam ') || told.immediate.has(call.what))),
  );
  const operations = new Set(calls.map(operationOf));
  const listed = new Set(calls.map(operationOf).filter(isListed));
  process.stdout.write(
    `${SERVICES.length} services: ${operations.size} operations can name a resource of ours, in ${calls.length} forms; ` +
      `${operations.size - listed.size} operations (${calls.filter((call) => !isListed(operationOf(call))).length} forms) are told of, ` +
      `${listed.size} (${calls.filter((call) => isListed(operationOf(call))).length} forms) are listed with a reason\n`,
  );
  expect(missed.map(({ what }) => what)).toEqual([]);
});

function isListed(operation: string): boolean {
  const [service = '', name = ''] = operation.split(' ');
  return NOT_TOLD.some(({ operations }) => wordsOf(operations[service]).includes(name));
}

test('every reviewed name is of today: an operation or a member that is gone leaves the lists', () => {
  const stale = SERVICES.flatMap((service) => {
    const operations = Object.keys(models[service] ?? {});
    const members = Object.values(models[service] ?? {}).flat();
    const listed = [READING, ...NOT_TOLD.map(({ operations: names }) => names)].flatMap((names) =>
      wordsOf(names[service]),
    );
    return [
      ...listed.filter((name) => !operations.includes(name)),
      ...[...Object.keys(NAMING_OURS[service] ?? {}), ...wordsOf(NAMING_OTHERS[service])].filter(
        (member) => !members.includes(member),
      ),
    ].map((name) => `${service} ${name}`);
  });
  expect(stale).toEqual([]);
});

test('no operation is listed that is told of in every form', () => {
  const needless = [...new Set(calls.map(operationOf).filter(isListed))].filter((operation) =>
    calls.every(
      (call) => operationOf(call) !== operation || (told.log.has(call.what) && told.immediate.has(call.what)),
    ),
  );
  expect(needless).toEqual([]);
});
