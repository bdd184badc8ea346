import { ACCESS_POLICY_SID } from '../../contract/access-policy-sid';
import { auditNames, resourceNames } from '../../environments/names';
import type { Environment } from '../../environments/row';
import type { Finding } from '../doctor/finding';
import type { Transition } from '../services/alert-evidence';
import type { Attempt, Caller } from '../services/attempts';
import type { SecretFacts } from '../services/inspection';
import type { TrailRecord } from '../services/trail-records';
import type { Arrival } from './arrivals';
import type { QuestionId, Verdict } from './questions';

/** What a drill has found out. */
export interface Found {
  readonly environment: Environment;
  readonly caller: Caller;
  readonly read: Attempt;
  readonly batch: Attempt;
  readonly dryRuns: readonly [unqualified: Attempt, latest: Attempt];
  readonly arrivals: readonly Arrival[];
  /** Findings about the rules. */
  readonly rules: readonly Finding[];
  readonly secret: SecretFacts | undefined;
  /** Of `GetSecretValue` since the attempts. */
  readonly reads: readonly TrailRecord[];
  /** Of `TagResource` and `DescribeSecret`, of any caller. */
  readonly tagged: readonly TrailRecord[];
  readonly described: readonly TrailRecord[];
  /** Of the alarm for silence. */
  readonly silence: readonly Transition[];
}

type Said = { verdict: Verdict; saw: string };

const NOT_SEEN = (saw: string): Said => ({ verdict: 'not seen', saw });
const judged = (holds: boolean, saw: string): Said => ({ verdict: holds ? 'yes' : 'no', saw });

/** What the evidence says of the open questions. */
export function answers(found: Found): Partial<Record<QuestionId, Said>> {
  const keeper = `/${resourceNames(found.environment).keeperRole}/`;
  const byKeeper = (records: readonly TrailRecord[]) =>
    records.filter(({ userIdentity }) => userIdentity.arn.includes(keeper));
  return {
    'deny-holds': denyHolds(found),
    'denied-names-secret': namesSecret(found),
    'in-time': inTime(found),
    'rules-hear-reads': hearReads(found),
    'rules-accepted': rulesAccepted(found),
    'block-public-policy':
      found.secret?.policy === undefined
        ? NOT_SEEN('the secret’s policy could not be seen, or there is none')
        : judged(
            found.secret.policy.includes(`"${ACCESS_POLICY_SID}"`),
            `a policy, and the statement ${ACCESS_POLICY_SID} in it or not`,
          ),
    'tags-recorded': tagsRecorded(byKeeper(found.tagged)),
    'reserved-name': reservedName(byKeeper(found.described)),
    'sessions-named': sessionsNamed(byKeeper([...found.tagged, ...found.described]), found),
    'qualified-invocation': qualified(found),
    'silent-once': silentOnce(found),
  };
}

function denyHolds({ read, batch }: Found): Said {
  if ([read, batch].some(({ outcome }) => outcome === 'allowed')) {
    return { verdict: 'no', saw: 'the value was given' };
  }
  return read.byDeny && batch.byDeny
    ? { verdict: 'yes', saw: 'both refusals name an explicit deny' }
    : NOT_SEEN('denied, but a refusal names no explicit deny: the caller may lack the permission');
}

function namesSecret({ reads, caller, environment: { secretName } }: Found): Said {
  const own = reads.find(
    ({ userIdentity, errorCode = '' }) => userIdentity.arn === caller.arn && errorCode.startsWith('AccessDenied'),
  );
  return own === undefined
    ? NOT_SEEN('no record of the read yet')
    : judged(own.errorMessage.includes(secretName), `its record, ${own.errorCode}, and the name in its message or not`);
}

function inTime({ arrivals }: Found): Said {
  const times = arrivals.flatMap(({ path, id, seconds }) =>
    seconds === undefined ? [] : [`${path} ${id} ${seconds} s`],
  );
  if (times.length === 0) {
    return NOT_SEEN('no alert came');
  }
  const saw = times.join(', ');
  const missing = arrivals.filter(({ arrived }) => !arrived);
  return missing.length > 0 && missing.every(({ undecided }) => undecided)
    ? NOT_SEEN(`${saw}; why the others are missing says nothing of it`)
    : judged(missing.length === 0, saw);
}

function hearReads({ arrivals }: Found): Said {
  const heard = arrivals.find(({ path, id }) => path === 'EventBridge' && id === 'denied')?.arrived === true;
  const logged = arrivals.some(({ path, arrived }) => path === 'log' && arrived);
  return heard || logged
    ? judged(heard, heard ? '`denied` came by EventBridge' : 'the log path told of it, EventBridge did not')
    : NOT_SEEN('neither path told of the read');
}

function rulesAccepted({ rules }: Found): Said {
  return rules.some(({ verdict }) => verdict === 'not checked') || rules.length === 0
    ? NOT_SEEN('the rules could not be listed')
    : judged(
        !rules.some(({ cause }) => /was deleted|has no rules/.test(cause)),
        rules.map(({ cause }) => cause).join('; '),
      );
}

function tagsRecorded(records: readonly TrailRecord[]): Said {
  const tags = records.map(({ requestParameters }) => requestParameters?.['tags']).find((found) => found !== undefined);
  if (tags === undefined) {
    return NOT_SEEN('no record of a tag by the keeper');
  }
  const members = Object.keys(Object(Array.isArray(tags) ? tags[0] : tags)).sort();
  return Array.isArray(tags)
    ? judged(members.join() === 'key,value', `a list of ${members.join(' and ')}`)
    : { verdict: 'no', saw: 'no list' };
}

function reservedName(records: readonly TrailRecord[]): Said {
  const failed = records.find(({ errorCode }) => errorCode !== undefined)?.errorCode;
  return failed === undefined
    ? NOT_SEEN('no record of a secret that was not there')
    : judged(!failed.startsWith('AccessDenied'), failed);
}

function sessionsNamed(records: readonly TrailRecord[], { environment }: Found): Said {
  const { keeperRole, keeperFunction } = resourceNames(environment);
  return records.length === 0
    ? NOT_SEEN('no record of the keeper')
    : judged(
        records.every(({ userIdentity }) => userIdentity.arn.endsWith(`/${keeperRole}/${keeperFunction}`)),
        `${records.length} records of the keeper`,
      );
}

function qualified({ dryRuns: [unqualified, latest] }: Found): Said {
  const saw = `without: ${unqualified.outcome}; $LATEST: ${latest.outcome}`;
  return unqualified.outcome === 'denied' ? judged(latest.outcome === 'denied', saw) : NOT_SEEN(saw);
}

function silentOnce({ silence, environment }: Found): Said {
  const { prefix } = auditNames(environment.resourcePrefix);
  const states = silence.map(({ to }) => to);
  return states.includes('ALARM')
    ? judged(
        states.filter((state) => state === 'ALARM').length === 1 && states.at(-1) === 'OK',
        `${prefix}-trail-silent: ${states.join(', ')}`,
      )
    : NOT_SEEN(`no alarm of ${prefix}-trail-silent within 30 days`);
}
