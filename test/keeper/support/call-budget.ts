import { CONSENTS, completeKeeper, Keeper } from './keeper';

/** A state of the secret, what is asked of the keeper in it, and the calls to Secrets Manager that it may take. */
export interface Budget {
  readonly what: string;
  readonly given: () => Promise<Keeper>;
  readonly asked: (keeper: Keeper) => Promise<unknown>;
  readonly calls: readonly string[];
}

const FLASK = 'FLASK_SECRET_KEY';
const READ = 'GetSecretValue';
const WRITE = ['PutSecretValue', 'UpdateSecretVersionStage', 'TagResource'];
const update = (keeper: Keeper) => keeper.deploy();

async function seededOnly(): Promise<Keeper> {
  const keeper = new Keeper();
  await keeper.deploy({ RequestType: 'Create' });
  return keeper;
}

async function edited(...edits: readonly ((keeper: Keeper) => unknown)[]): Promise<Keeper> {
  const keeper = await completeKeeper();
  for (const edit of edits) {
    edit(keeper);
  }
  return keeper;
}

const drop = ({ service }: Keeper) => service.drop(FLASK);
const note = ({ service }: Keeper) => service.edit((document) => ({ ...document, note: 'by hand' }));

/** What the tests pin and the bench prints. */
export const BUDGETS: readonly Budget[] = [
  { what: 'nothing changes', given: completeKeeper, asked: update, calls: [READ] },
  {
    what: 'a change',
    given: completeKeeper,
    asked: (keeper) => keeper.change('rotate', { keys: [FLASK] }),
    calls: [READ, ...WRITE],
  },
  {
    what: 'a first value',
    given: async () => new Keeper(),
    asked: (keeper) => keeper.deploy({ RequestType: 'Create' }),
    // The first version becomes current by itself, so there is nothing to swap.
    calls: [READ, 'DescribeSecret', 'ListSecretVersionIds', 'PutSecretValue', 'TagResource'],
  },
  { what: 'nothing to seed, external keys missing', given: seededOnly, asked: update, calls: [READ, READ] },
  {
    what: 'nothing changes, but somebody else wrote',
    given: () => edited(note),
    asked: update,
    calls: [READ, 'DescribeSecret'],
  },
  {
    what: 'a key that the last edit dropped',
    given: () => edited(drop),
    asked: update,
    calls: [READ, READ, 'DescribeSecret', ...WRITE],
  },
  {
    what: 'a key that two edits dropped, four versions',
    given: () => edited(drop, note),
    asked: (keeper) => keeper.change('recover'),
    calls: [READ, READ, 'DescribeSecret', 'ListSecretVersionIds', READ, READ, READ, READ, ...WRITE],
  },
  {
    what: 'the Garmin key, complete version',
    given: completeKeeper,
    asked: (keeper) => keeper.change('rotate', { keys: ['GARMIN_ENCRYPTION_KEY'] }, CONSENTS),
    calls: [READ, ...WRITE],
  },
];
