import fc from 'fast-check';
import { type AuditContext, auditContext } from '../../lib/audit/audit-context';
import { mostWildcards, type PatternNode } from '../../lib/audit/event-pattern';
import { PLACE, ROLES } from '../../lib/audit/modelled-events/subject';
import { checkPatternLimits } from '../../lib/audit/pattern-limits';
import { immediatePatterns, logPatterns } from '../../lib/audit/patterns';
import { regionalArn } from '../../lib/environments/arn';
import { validateEnvironments } from '../../lib/environments/rules';
import { RETAINED } from '../support/sample-environments';
import { askEventRuler, hasJava } from './support/event-ruler';

const NAMES = 200;
/** EventBridge is known to have refused a pattern of 12 and taken one of 9; event-ruler suggests 10. */
const MOST_COMPLEX = 8;

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
function contextOf(row: typeof RETAINED): AuditContext {
  const id = '1234abcd-12ab-34cd-56ef-1234567890ab';
  return auditContext(PLACE, { ...row, breakGlassRoleArns: [ROLES.breakGlass] }, row.audit, {
    secretId: `${row.secretName}-AbCdEf`,
    stackArn: `${regionalArn(PLACE, 'cloudformation', `stack/${row.stackId}`)}/${id}`,
    key: { id, arn: regionalArn(PLACE, 'kms', `key/${id}`) },
    bucketName: `${row.stackId.toLowerCase()}-accessaudittrailbucketad53e739-abcdefghijkl`,
    logGroupName: `${row.stackId}-AccessAuditTrailLogGroup0804CF54-AbCdEfGhIjKl`,
  });
}

const CONTEXTS = fc.sample(environment, NAMES).map(contextOf);

/** The most of some measure, by what it is about. */
function most(measured: readonly (readonly [what: string, size: number])[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const [what, size] of measured) {
    result.set(what, Math.max(result.get(what) ?? 0, size));
  }
  return result;
}

function printed(title: string, sizes: ReadonlyMap<string, number>): void {
  process.stdout.write(`${title}\n${[...sizes].map(([what, size]) => `  ${what} ${size}`).join('\n')}\n`);
}

test(`all patterns of ${NAMES} generated environments keep the limits of AWS`, () => {
  printed(
    `longest event pattern of ${NAMES} environments, of 2048 characters`,
    most(
      CONTEXTS.flatMap((context) => immediatePatterns(context)).map(({ id, pattern }) => [
        id,
        JSON.stringify(pattern).length,
      ]),
    ),
  );
  printed(
    `longest filter pattern of ${NAMES} environments, of 1024 characters`,
    most(CONTEXTS.flatMap((context) => logPatterns(context)).map(({ id, pattern }) => [id, pattern.length])),
  );
  for (const context of CONTEXTS) {
    checkPatternLimits(context);
  }
});

test('a log group holds 100 filters at the most, an event bus 300 rules for all its environments', () => {
  const [context] = CONTEXTS;
  expect(context === undefined ? 0 : logPatterns(context).length).toBeLessThanOrEqual(60);
  expect(context === undefined ? 0 : immediatePatterns(context).length).toBeLessThanOrEqual(45);
});

test.each<[string, PatternNode, number]>([
  ['none', { detail: { a: ['x', { prefix: 'y' }, { suffix: 'z' }] } }, 0],
  ['one on each of two fields', { detail: { a: [{ wildcard: '*x*' }], b: [{ wildcard: '*x*' }] } }, 1],
  ['two on one field', { detail: { a: [{ wildcard: '*x*' }, { wildcard: '*y*' }] } }, 2],
  [
    'two on one field, as alternatives',
    { detail: { $or: [{ a: [{ wildcard: '*x*' }] }, { a: [{ wildcard: '*y*' }] }] } },
    2,
  ],
])('wildcards are counted: %s', (_, pattern, expected) => {
  expect(mostWildcards(pattern)).toBe(expected);
});

// Without Java, the check at synthesis stands alone: one wildcard a field.
(hasJava() ? test : test.skip)(
  `aws/event-ruler finds no rule of ${NAMES} generated environments more complex than ${MOST_COMPLEX} (needs Java and Maven)`,
  async () => {
    const patterns = CONTEXTS.flatMap((context, index) =>
      immediatePatterns(context).map(({ id, pattern }) => [`${index} ${id}`, pattern] as const),
    );
    const { scores } = await askEventRuler(Object.fromEntries(patterns));
    printed(
      `highest score by aws/event-ruler of ${NAMES} environments, of ${MOST_COMPLEX}`,
      most(Object.entries(scores).map(([key, score]) => [key.replace(/^\d+ /, ''), score])),
    );
    const tooComplex = Object.entries(scores).filter(([, score]) => score > MOST_COMPLEX);
    expect(tooComplex.map(([key, score]) => [CONTEXTS[Number.parseInt(key, 10)]?.secretName, key, score])).toEqual([]);
  },
);
