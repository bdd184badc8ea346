import fc from 'fast-check';
import { type AuditContext, type AuditedEnvironment, auditContext } from '../../../lib/audit/audit-context';
import { PLACE, ROLES } from '../../../lib/audit/modelled-events/subject';
import { regionalArn } from '../../../lib/environments/arn';
import { validateEnvironments } from '../../../lib/environments/rules';
import { RETAINED } from '../../support/sample-environments';

export const NAMES = 200;

/** Text that occurs in what the patterns look for, so that names overlap with it and with themselves. */
const piece = fc.constantFrom(
  'a',
  'aa',
  'ab',
  'ba',
  'dom',
  'mark',
  'role',
  'rule',
  'secret',
  'function',
  'resource',
  's',
  '0',
  'audit',
  'app',
);
const name = fc
  .tuple(
    fc.constantFrom('a', 'd', 'm', 'r', 's'),
    fc.oneof(
      fc.array(piece, { maxLength: 7 }).map((all) => all.join('')),
      fc.stringMatching(/^[a-z0-9]{0,28}$/),
    ),
  )
  .map(([first, rest]) => `${first}${rest}`.slice(0, 29));
const environment = fc
  .record({
    name,
    ending: fc.constantFrom(
      '-app-secrets',
      '-kaizencoach-app-secrets',
      '/app_secrets',
      '+secrets.',
      '@=-_/',
      '-aaaa',
      '',
    ),
  })
  .map(({ name, ending }) => ({
    ...RETAINED,
    name,
    stackId: `Demo${name.charAt(0).toUpperCase()}${name.slice(1)}Stack`,
    secretName: `${name}${ending}`,
    resourcePrefix: `${name}-kaizencoach`,
  }))
  .filter((row) => {
    try {
      validateEnvironments([row]);
      return true;
    } catch {
      return false;
    }
  });

/** An environment that has everything. */
export function contextOf(row: AuditedEnvironment): AuditContext {
  const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
  return auditContext(PLACE, { ...row, breakGlassRoleArns: [ROLES.breakGlass] }, row.audit, {
    secretId: `${row.secretName}-AbCdEf`,
    stackArn: `${regionalArn(PLACE, 'cloudformation', `stack/${row.stackId}`)}/${id}`,
    key: { id, arn: regionalArn(PLACE, 'kms', `key/${id}`) },
    bucketName: `${row.stackId.toLowerCase()}-accessaudittrailbucketad53e739-abcdefghijkl`,
    logGroupName: `${row.stackId}-AccessAuditTrailLogGroup0804CF54-AbCdEfGhIjKl`,
  });
}

/** Environments whose names are generated. */
export const ROWS = fc.sample(environment, NAMES);

/** What the audit knows of them. */
export const CONTEXTS = ROWS.map(contextOf);

/** The most of some measure, by what it is about. */
export function most(measured: readonly (readonly [what: string, size: number])[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const [what, size] of measured) {
    result.set(what, Math.max(result.get(what) ?? 0, size));
  }
  return result;
}

export function printed(title: string, sizes: ReadonlyMap<string, number>): void {
  process.stdout.write(`${title}\n${[...sizes].map(([what, size]) => `  ${what} ${size}`).join('\n')}\n`);
}
