import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { Arena } from '../../../../../emulator/attacks/arena';
import { call, readValue } from '../../../../../emulator/attacks/steps';
import { CONTRACT_VERSION } from '../../../../../lib/contract/operator-request';
import { own } from '../policies';
import type { Probe } from './probe';

/** An operator looks at the versions and has a key drawn anew: the outcomes, and whether the tags tell of it. */
export const rotation: Probe = async (arena) => {
  const { secretName } = arena.deployed;
  const describe = async () =>
    JSON.stringify(await own(arena, call('secretsmanager', 'describe_secret', { SecretId: secretName })));
  const before = await describe();
  const { VersionId } = await own(arena, readValue(arena.deployed));
  const history = await asked(arena, 'history');
  const outcome = await asked(arena, 'rotate', {
    requestId: randomBytes(8).toString('hex'),
    seenVersion: VersionId,
    keys: ['FLASK_SECRET_KEY'],
    consents: { importGenerated: false, invalidateGarminPasswords: false },
  });
  const tags = (text: string) => JSON.stringify(v.parse(v.looseObject({ Tags: v.unknown() }), JSON.parse(text)).Tags);
  return `${history}, ${outcome}, ${tags(before) === tags(await describe()) ? 'not recorded' : 'recorded'}`;
};

/** Whether what the keeper says reaches its log group. */
export const keeperLog: Probe = async (arena) => {
  const logGroupNamePrefix = `/aws/cloudformation/${arena.deployed.environment.stackId}`;
  const groups = await own(arena, call('logs', 'describe_log_groups', { logGroupNamePrefix }));
  const schema = v.looseObject({ logGroups: v.array(v.looseObject({ logGroupName: v.string() })) });
  const names = v.parse(schema, groups).logGroups.map(({ logGroupName }) => logGroupName);
  const logGroupName = names.find((name) => name.includes('Keeper'));
  const startTime = Date.now();
  await asked(arena, 'status');
  const found = await own(arena, call('logs', 'filter_log_events', { logGroupName, startTime }));
  return JSON.stringify(found).includes('outcome') ? 'logged' : 'silent';
};

/** An operator's request to the keeper. */
export const ask = ({ deployed }: Arena, operation: string, details: object = {}) =>
  call('lambda', 'invoke', {
    FunctionName: deployed.keeperFunction,
    Payload: JSON.stringify({ contract: CONTRACT_VERSION, operation, ...details }),
  });

/** What the keeper says came of it. */
async function asked(arena: Arena, operation: string, details: object = {}): Promise<string> {
  const answer = await arena.caller.call(await arena.player.credentials('operator'), ask(arena, operation, details));
  return /\\?"outcome\\?": ?\\?"([a-z-]+)/.exec(JSON.stringify(answer))?.[1] ?? 'none';
}
