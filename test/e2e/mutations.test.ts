import { type Arena, openArena } from '../../emulator/attacks/arena';
import { type Mutant, mutantsOf } from './support/mutations/mutants';
import { livePolicies } from './support/mutations/policies';
import { PROBES } from './support/mutations/probes';

/** What nothing on the local AWS can notice, and why. */
const UNNOTICED: Readonly<Record<string, readonly string[]>> = {
  'everything on the loopback interface counts as TLS': ['topic OnlyOverTls: sns:Publish'],
  'no other account can be played': [
    'topic AlarmsPublish: StringEquals aws:SourceAccount',
    'key ReadersDecrypt: StringEquals kms:CallerAccount',
    'key WritersWrite: StringEquals kms:CallerAccount',
  ],
  'no other trail of the account may write to the bucket': [
    'key TrailDescribesKey: StringEquals aws:SourceArn',
    'key TrailEncryptsFiles: StringEquals aws:SourceArn',
    'key TrailEncryptsFiles: StringLike kms:EncryptionContext:aws:cloudtrail:arn',
  ],
  'who may read a function’s concurrency is not told apart': [
    'staging-kaizencoach-secret-reviewer SeeKeeper: lambda:GetFunctionConcurrency',
  ],
  'nothing else in S3 is encrypted with the key': [
    'key AccountReadsFiles: StringLike kms:EncryptionContext:aws:cloudtrail:arn',
  ],
};

let arena: Arena;
const baseline = new Map<string, string>();

beforeAll(async () => {
  arena = await openArena();
  for (const [name, probe] of Object.entries(PROBES)) {
    baseline.set(name, await probe(arena));
  }
});
afterAll(() => arena.end());

test('looking twice sees the same', async () => {
  for (const [name, probe] of Object.entries(PROBES)) {
    expect([name, await probe(arena)]).toEqual([name, baseline.get(name)]);
  }
});

/** The first look that sees something else, of those first that are most likely to; undefined where none does. */
async function noticedBy({ policy, document }: Mutant): Promise<string | undefined> {
  await policy.put(document);
  try {
    const likely = policy.seenBy.flatMap((name) => Object.entries(PROBES).filter(([other]) => other === name));
    for (const [name, probe] of new Map([...likely, ...Object.entries(PROBES)])) {
      if ((await probe(arena, baseline.get(name))) !== baseline.get(name)) {
        return name;
      }
    }
    return undefined;
  } finally {
    await policy.put(policy.document);
  }
}

test('every action and every condition of every policy is there for a reason', async () => {
  const policies = await livePolicies(arena);
  const table: string[] = [];
  const unnoticed: string[] = [];
  for (const mutant of policies.flatMap(mutantsOf)) {
    const noticed = await noticedBy(mutant);
    table.push(`${mutant.name} -> ${noticed ?? 'unnoticed'}`);
    if (noticed === undefined) {
      unnoticed.push(mutant.name);
    }
  }
  process.stdout.write(`${table.join('\n')}\n`);
  expect(unnoticed.sort()).toEqual(Object.values(UNNOTICED).flat().sort());
}, 1_800_000);
