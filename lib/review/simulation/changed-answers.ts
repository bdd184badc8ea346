import { EXPECTED_ACCESS } from '../../access/expected-access';
import type { ExpectedRow, Target } from '../../access/expected-row';
import { remembered } from '../../remembered';
import { type Pair, perSide, type Side } from '../side';
import { askersOf, type SimulatedAsker } from './askers';
import { documentOf, SAMPLE } from './documents';
import { type Request, requestsOf } from './requests';
import { saidOf } from './said';
import { type Answer, type Question, simulated } from './simulator';

/** A question that the two sides answer otherwise. */
export interface ChangedAnswer {
  readonly who: string;
  /** What the table calls it: `read the value`. */
  readonly what: string;
  readonly action: string;
  readonly on: Target;
  readonly before: Answer;
  readonly after: Answer;
  /** The value could be asked for, and the secret's key would not decrypt it for them. */
  readonly keyRefuses: boolean;
}

/** What the table of who can do what says on both sides. */
export interface ComparedTables {
  readonly changed: readonly ChangedAnswer[];
  /** Questions with the same answer. */
  readonly same: number;
  /** Why nothing, or not everything, could be asked. */
  readonly notAsked?: string;
}

/** Tables by everything that they depend on: environments with the same policies are simulated once. */
const tables = new Map<string, Promise<ComparedTables>>();

/** Asks both sides of `pair` everything about `targets`, and about everything where a role of the stack has other policies. */
export function compareTables(pair: Pair, targets: ReadonlySet<Target>): Promise<ComparedTables> {
  const rows = EXPECTED_ACCESS.filter(({ on }) => on.some((target) => targets.has(target)));
  const askers = askersOf(pair);
  const sides = [pair.base, pair.head].map((side) => ({
    ...Object.fromEntries(
      rows.flatMap(({ on }) => on.map((target) => [target, policyOf(side, target, 'sts:') ?? null])),
    ),
    ...Object.fromEntries(
      rows.flatMap(({ on }) => on.map((target) => [`own ${target}`, policyOf(side, target, '') ?? null])),
    ),
    askers: askers.map(({ name, policies }) => [name, policies(side)]),
    keyOfSecret: namesKey(side) ? (policyOf(side, 'key', '') ?? null) : null,
  }));
  const key = JSON.stringify([sides, rows.map(({ what }) => what)]);
  return remembered(tables, key, () => ask(pair, rows, askers));
}

const VALUE = 'secretsmanager:GetSecretValue';

const DECRYPT: ExpectedRow = {
  what: 'decrypt the value, through Secrets Manager',
  on: ['key'],
  actions: ['kms:Decrypt'],
  circumstances: ['through Secrets Manager'],
  allowed: [],
};

/** Whether every secret of the stack names a customer managed key. */
function namesKey({ template }: Side): boolean {
  const secrets = Object.values(template.resources).filter(({ type }) => type === 'AWS::SecretsManager::Secret');
  return secrets.length > 0 && secrets.every(({ properties }) => properties['KmsKeyId'] !== undefined);
}

/**
 * Whether the secret's own key, if it has one, decrypts for `asker`: whoever reads a value needs that too.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
async function canDecrypt(side: Side, asker: SimulatedAsker): Promise<boolean> {
  const [request] = namesKey(side) ? await requestsOf(DECRYPT, [DECRYPT]) : [];
  return request === undefined || (await simulated(questionOf(side, asker, request))) === 'Allowed';
}

async function ask(
  pair: Pair,
  rows: readonly ExpectedRow[],
  askers: readonly SimulatedAsker[],
): Promise<ComparedTables> {
  const changed: ChangedAnswer[] = [];
  let same = 0;
  try {
    for (const row of rows) {
      for (const request of await requestsOf(row, EXPECTED_ACCESS)) {
        for (const asker of askers) {
          const answer = await answers(pair, asker, request);
          if (answer === undefined) {
            same += 1;
          } else {
            const keyRefuses =
              request.action === VALUE && answer.after === 'Allowed' && !(await canDecrypt(pair.head, asker));
            changed.push({
              who: asker.name,
              what: row.what,
              action: request.action,
              on: request.on,
              ...answer,
              keyRefuses,
            });
          }
        }
      }
    }
    return { changed, same };
  } catch (error) {
    return { changed, same, notAsked: error instanceof Error ? error.message : 'the simulator failed' };
  }
}

/** Undefined where both sides say the same; a question that is the same on both is not asked. */
async function answers(
  pair: Pair,
  asker: SimulatedAsker,
  request: Request,
): Promise<{ readonly before: Answer; readonly after: Answer } | undefined> {
  const base = questionOf(pair.base, asker, request);
  const head = questionOf(pair.head, asker, request);
  if (decisive(base) === decisive(head)) {
    return undefined;
  }
  const before = await simulated(base);
  const after = await simulated(head);
  return before === after ? undefined : { before, after };
}

/** What decides a question, where everything but the policies is the same. */
function decisive({ action, identityPolicies, resourcePolicy }: Question): string {
  return [...identityPolicies, resourcePolicy].map((policy) => saidOf(action, policy)).join('\n');
}

function questionOf(side: Side, asker: SimulatedAsker, request: Request): Question {
  return {
    principal: asker.principal,
    action: request.action,
    resource: SAMPLE[request.on],
    context: { ...asker.context, ...request.context },
    identityPolicies: asker.policies(side),
    resourcePolicy: policyOf(side, request.on, request.action),
  };
}

const documents = perSide(() => new Map<string, object | undefined>());

function policyOf(side: Side, on: Target, action: string): object | undefined {
  const isTrust = action.startsWith('sts:');
  return remembered(documents(side), `${on} ${isTrust}`, () => policyOn(side, on, isTrust));
}

/** A role's trust policy concerns nothing but taking it on. */
function policyOn(side: Side, on: Target, isTrust: boolean): object | undefined {
  switch (on) {
    case 'secret':
      return documentOf(side, (kind) => kind === 'secret');
    case 'key':
      return documentOf(side, (kind) => kind === 'key');
    case 'keeper':
      return documentOf(side, (kind, name) => kind === 'function' && name === 'sample-secret-keeper');
    case 'app role':
    case 'keeper role':
      return isTrust
        ? documentOf(side, (kind, name) => kind === 'trust' && SAMPLE[on].endsWith(`:${name}`))
        : undefined;
    default:
      return undefined;
  }
}
