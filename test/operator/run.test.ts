import { COMMANDS } from '../../lib/operator/commands';
import { run } from '../../lib/operator/run';
import type { Place } from '../../lib/operator/services/place-text';
import { aChange, aPlan, aStatus, fakeContext, fakeKeeper, OTHERS } from './support/fake-context';

const TYPED = '8f7d6e5cfeedface';

test.each([
  [[], 'no command was given'],
  [[TYPED], 'unknown command (length 16)'],
  [['status', 'staging', TYPED], "too many arguments for 'status'. Expected 1 argument but got 2."],
  [['status', 'staging', `--${TYPED}`], 'unknown option (length 18)'],
  [['populate', 'staging', '--file'], "option '--file <file>' argument missing"],
  [['rotate', 'staging'], "missing required argument 'keys'"],
  [['status', TYPED], 'there is no environment of that name (length 16)'],
  [['rotate', 'staging', TYPED], 'there is no key of that name (length 16)'],
  [
    ['populate', 'staging', '--set', `STRAVA_CLIENT_SECRET=${TYPED}`],
    '--set STRAVA_CLIENT_SECRET: a value on the command line',
  ],
  [['status'], 'status needs either an environment or --all'],
  [['status', 'staging', '--all'], 'status needs either an environment or --all'],
  [['rotate', 'staging', 'STRAVA_CLIENT_SECRET'], 'STRAVA_CLIENT_SECRET is not generated here'],
  [['restore', 'staging', 'x.age'], 'restore needs the identity'],
  [['recover', 'staging', '--from', ''], '--from must be the id of a version (length 0)'],
  [['recover', 'staging', '--ignore', 'v1', '--ignore', ''], '--ignore must be the id of a version (length 0)'],
  [['recover', 'staging', '--from', TYPED.repeat(5)], '--from must be the id of a version (length 80)'],
  [['reload', 'staging', '--timeout', TYPED], '--timeout must be a whole number of minutes'],
])('%j: exit code 2, and what was typed is not repeated', async (args, reason) => {
  const context = fakeContext();

  expect(await run(args, context)).toBe(2);
  expect(context.stderr.text).toContain(`error: ${reason}`);
  expect(context.stdout.text + context.stderr.text).not.toContain(TYPED);
});

/** Every option of every command that takes one value, as the help spells it. */
const WITH_ONE_VALUE = COMMANDS.flatMap(({ name, arguments: names, options }) => {
  const named = options.filter(({ flags, repeatable = false }) => flags.includes('<') && !repeatable);
  const flags = [...named.map(({ flags: spelled }) => spelled.split(' ')[0] ?? ''), '--profile', '--region'];
  return flags.map((flag) => [name, flag, names.map(() => 'staging')] as const);
});

test.each(WITH_ONE_VALUE)(
  '%s: a second %s is refused, before anything is done with either',
  async (name, flag, given) => {
    const context = fakeContext();

    expect(await run([name, ...given, flag, TYPED, flag, ''], context)).toBe(2);
    expect(context.stderr.text).toContain(`error: ${flag} is given twice`);
    expect(context.stdout.text + context.stderr.text).not.toContain(TYPED);
  },
);

test('an option that may be given more than once keeps every value', async () => {
  const keeper = fakeKeeper({ plan: async () => aPlan({ entries: [] }) });
  const plan = jest.spyOn(keeper, 'plan');
  const context = fakeContext({ keepers: { staging: keeper } });
  await run(['recover', 'staging', '--ignore', 'v1', '--ignore', 'v2', '--dry-run'], context);

  expect(plan).toHaveBeenCalledWith({ operation: 'recover', ignore: ['v1', 'v2'] });
});

test('a near word of the command line itself is suggested', async () => {
  const context = fakeContext();
  await run(['staus'], context);

  expect(context.stderr.text).toContain('next: Did you mean status?');
});

test('every command has a summary, an example and --json', async () => {
  for (const { name } of COMMANDS) {
    const context = fakeContext();
    expect(await run([name, '--help'], context)).toBe(0);
    expect(context.stdout.text).toMatch(new RegExp(`Examples?:\\n  npx kaizencoach-secrets ${name}`));
    expect(context.stdout.text).toContain('--json');
  }
});

test('status of one: exit code 0 when complete, 1 when not', async () => {
  const complete = fakeContext({ keepers: { staging: { status: async () => aStatus() } } });
  const missing = { name: 'X', origin: 'external', required: true, state: 'missing' as const };
  const incomplete = fakeContext({ keepers: { staging: { status: async () => aStatus({ keys: [missing] }) } } });

  expect(await run(['status', 'staging'], complete)).toBe(0);
  expect(await run(['status', 'staging'], incomplete)).toBe(1);
});

test('status --all: those that cannot be asked are said so, and the others are shown', async () => {
  const context = fakeContext({ keepers: { staging: { status: async () => aStatus() } } });

  expect(await run(['status', '--all', '--json'], context)).toBe(1);
  const { environments } = JSON.parse(context.stdout.text);
  expect(environments.find((found: { environment: string }) => found.environment === 'staging').complete).toBe(true);
  for (const name of OTHERS) {
    expect(environments).toContainEqual(expect.objectContaining({ environment: name, rule: 'no-keeper' }));
  }
});

test('an error of the program itself is not dumped', async () => {
  const status = () => Promise.reject(new RangeError(`value was ${TYPED}`));
  const context = fakeContext({ keepers: { staging: { status } } });

  expect(await run(['status', 'staging'], context)).toBe(1);
  expect(context.stderr.text).toContain('unexpected RangeError');
  expect(context.stderr.text).not.toContain(TYPED);
});

test('the template is JSON that populate refuses as it is', async () => {
  const context = fakeContext();
  await run(['template'], context);
  const populate = fakeContext({ stdin: context.stdout.text });

  expect(Object.keys(JSON.parse(context.stdout.text))).toEqual([
    'STRAVA_CLIENT_ID',
    'STRAVA_CLIENT_SECRET',
    'GOOGLE_APPLICATION_CREDENTIALS_JSON',
  ]);
  expect(await run(['populate', 'staging', '--file', '-', '--yes'], populate)).toBe(2);
  expect(populate.stderr.text).toContain('looks like a placeholder');
});

describe('an output that stops taking text', () => {
  const keeper = () => fakeKeeper({ plan: async () => aPlan(), change: async () => aChange() });
  const rotate = ['rotate', 'staging', 'FLASK_SECRET_KEY', '--yes'];

  test('a plan that nobody could see is not carried out', async () => {
    const staging = keeper();
    const context = fakeContext({ keepers: { staging } });
    context.stderr.failsAfter = 0;

    expect(await run(rotate, context)).toBe(1);
    expect(staging.orders).toEqual([]);
  });

  test('a change that was made is told by the exit code, and a reading that nobody could see has failed', async () => {
    const context = fakeContext({ keepers: { staging: { ...keeper(), status: async () => aStatus() } } });
    context.stdout.failsAfter = 0;

    expect(await run(rotate, context)).toBe(0);
    expect(await run(['status', 'staging'], context)).toBe(1);
  });
});

test.each([
  ['histroy', 'history'],
  ['recove', 'recover'],
])('%s is taken for %s', async (typed, meant) => {
  const context = fakeContext();
  await run([typed], context);

  expect(context.stderr.text).toContain(`next: Did you mean ${meant}?`);
});

describe('where am I', () => {
  const keepers = { staging: { status: async () => aStatus() } };

  test('every answer begins with the account and the Region; JSON stays as it was', async () => {
    const context = fakeContext({ keepers });
    await run(['status', 'staging'], context);
    expect(context.stdout.text).toMatch(/^account 111122223333, eu-west-1\n\nstaging: /);

    const json = fakeContext({ keepers });
    await run(['status', 'staging', '--json'], json);
    expect(Object.keys(JSON.parse(json.stdout.text)).join()).not.toMatch(/account|place|region/);
  });

  test('what is not there is not there in this account', async () => {
    const context = fakeContext();

    expect(await run(['status', 'staging'], context)).toBe(1);
    expect(context.stderr.text).toContain('account 111122223333, eu-west-1');
  });

  test('--profile and --region choose; what is no Region is refused, since it becomes part of a host name', async () => {
    const chosen: unknown[] = [];
    const context = fakeContext({ keepers, services: { choose: (place) => chosen.push(place) } });

    expect(await run(['status', 'staging', '--profile', 'p', '--region', 'eu-west-2'], context)).toBe(0);
    expect(chosen).toEqual([{ profile: 'p', region: 'eu-west-2' }]);
    expect(context.stdout.text).toContain('for the next commands: export AWS_PROFILE=p AWS_REGION=eu-west-2\n');
    expect(await run(['status', 'staging', '--region', 'x.example/'], context)).toBe(2);
    expect(chosen).toHaveLength(1);
  });

  test.each<[string, string[], Place, string]>([
    ['nothing names a Region', [], { region: 'eu-west-1', assumed: true }, 'export AWS_REGION=eu-west-1'],
    [
      '… and a profile is chosen',
      ['--profile', 'p'],
      { region: 'eu-west-1', assumed: true },
      'export AWS_PROFILE=p AWS_REGION=eu-west-1',
    ],
    ['the profile names it', ['--profile', 'p'], { region: 'eu-west-2' }, 'export AWS_PROFILE=p'],
    ['the variables name it', [], { region: 'eu-west-1' }, ''],
  ])('%s: what is to be pasted goes where these calls went', async (_, options, place, expected) => {
    const context = fakeContext({ keepers, services: { place: async () => place } });

    await run(['status', 'staging', ...options], context);
    expect(/^for the next commands: (.*)$/m.exec(context.stdout.text)?.[1] ?? '').toBe(expected);
  });

  test('a template is a file, so nothing is put before it', async () => {
    const context = fakeContext();
    await run(['template'], context);

    expect(context.stdout.text).toMatch(/^\{/);
  });
});
