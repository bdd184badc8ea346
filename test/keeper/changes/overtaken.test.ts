import { InternalServiceError } from '@aws-sdk/client-secrets-manager';
import { CONSENTS, completeKeeper, externalValues, Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

/** A rotation of `key` with a request id of its own. */
async function rotation(key: string, requestId: string, of = keeper) {
  return of.ask({ operation: 'rotate', requestId, seenVersion: await of.seen(), consents: CONSENTS, keys: [key] });
}

describe('a change that was made is never refused', () => {
  test('a first version that is overtaken before it is looked for', async () => {
    const fresh = new Keeper();
    fresh.service.fault = (operation) => {
      if (operation === 'PutSecretValue') {
        fresh.service.fault = () => undefined;
        // The answer does not say that it became current; somebody else writes before the keeper looks again.
        queueMicrotask(() => fresh.service.edit((document) => ({ ...document, note: 1 })));
        return { after: new InternalServiceError({ message: 'no answer', $metadata: { attempts: 4 } }) };
      }
      return undefined;
    };
    expect(await fresh.change('seed')).toMatchObject({ outcome: 'done', change: { overtaken: true } });
  });

  test('a swap whose answer is lost, and which is overtaken then', async () => {
    keeper.service.fault = (operation) => {
      if (operation === 'UpdateSecretVersionStage') {
        keeper.service.fault = () => undefined;
        queueMicrotask(() => keeper.service.edit((document) => ({ ...document, note: 1 })));
        return { after: lost() };
      }
      return undefined;
    };
    const answer = await rotation(GARMIN, '00000000000000aa');
    expect(answer).toMatchObject({ outcome: 'done', change: { generated: [GARMIN], overtaken: true } });
    expect(await keeper.ask({ operation: 'fate', requestId: '00000000000000aa' })).toMatchObject({
      fate: { fate: 'overtaken' },
    });
  });

  test('a swap that is confirmed, whose tags fail for good, and which is overtaken then', async () => {
    keeper.service.fault = (operation) => {
      if (operation === 'TagResource') {
        keeper.service.edit((document) => ({ ...document, note: 1 }));
        return { before: lost() };
      }
      return undefined;
    };
    expect(await rotation(GARMIN, '00000000000000bb')).toMatchObject({
      outcome: 'done',
      change: { generated: [GARMIN], recorded: false },
    });
  });

  test('the sixth swap takes effect, its answer is lost, and a console edit builds on it', async () => {
    let swaps = 0;
    keeper.service.fault = (operation) => {
      if (operation !== 'UpdateSecretVersionStage') {
        return undefined;
      }
      swaps += 1;
      if (swaps < 6) {
        return { before: lost() };
      }
      keeper.service.fault = () => undefined;
      queueMicrotask(() => keeper.service.edit((document) => ({ ...document, note: 1 })));
      return { after: lost() };
    };
    expect(await rotation(GARMIN, '00000000000000cc')).toMatchObject({
      outcome: 'done',
      change: { generated: [GARMIN], overtaken: true },
    });
  });

  test('where two others wrote since, nobody can tell, and that is what is said', async () => {
    keeper.service.fault = (operation) => {
      if (operation === 'UpdateSecretVersionStage') {
        keeper.service.fault = () => undefined;
        queueMicrotask(() => {
          keeper.service.edit((document) => ({ ...document, note: 1 }));
          keeper.service.edit((document) => ({ ...document, note: 2 }));
        });
        return { after: lost() };
      }
      return undefined;
    };
    expect(await rotation(GARMIN, '00000000000000dd')).toMatchObject({ rule: 'undecided' });
    expect(await keeper.ask({ operation: 'fate', requestId: '00000000000000dd' })).toMatchObject({
      fate: { fate: 'unproved' },
    });
  });
});

describe('a change that was not made is never reported as done', () => {
  test('a colleague’s identical change is not mine', async () => {
    const [mine, theirs] = ['00000000000000a1', '00000000000000b2'];
    const values = externalValues();
    const seenVersion = await keeper.seen();
    const populate = { operation: 'populate', seenVersion, consents: NONE, values };
    expect(await keeper.ask({ ...populate, requestId: theirs })).toMatchObject({ outcome: 'done' });
    expect(await keeper.ask({ ...populate, requestId: mine })).toMatchObject({ rule: 'moved' });
    expect(await keeper.ask({ operation: 'fate', requestId: mine })).toMatchObject({
      fate: { fate: 'not-stored', currentVersionId: keeper.service.id('AWSCURRENT') },
    });
    expect(await keeper.ask({ operation: 'fate', requestId: theirs })).toMatchObject({ fate: { fate: 'current' } });
  });

  test('a loser of a race is told so with certainty', async () => {
    const other = new Keeper(keeper.service);
    const seenVersion = await keeper.seen();
    const rotate = { operation: 'rotate', seenVersion, consents: NONE, keys: [FLASK] };
    const answers = await Promise.all([
      keeper.ask({ ...rotate, requestId: '00000000000000a1' }),
      other.ask({ ...rotate, requestId: '00000000000000b2' }),
    ]);
    expect(answers.map((answer) => (answer.outcome === 'refused' ? answer.rule : answer.outcome)).sort()).toEqual([
      'done',
      'moved',
    ]);
    const fates = await Promise.all(
      ['00000000000000a1', '00000000000000b2'].map((requestId) => keeper.ask({ operation: 'fate', requestId })),
    );
    expect(fates.map((answer) => answer.outcome === 'fate' && answer.fate.fate).sort()).toEqual([
      'current',
      'not-made',
    ]);
  });
});

describe('a rollback that somebody overtakes between its two looks', () => {
  function editBeforeSecondLook(): void {
    let looks = 0;
    keeper.service.turn = async (operation) => {
      looks += operation === 'GetSecretValue' ? 1 : 0;
      if (looks === 2) {
        keeper.service.turn = async () => undefined;
        keeper.service.edit((document) => ({ ...document, note: 1 }));
      }
    };
  }

  test.each([{}, { keys: [FLASK] }])(
    '%j: it is told that the secret moved, not that nothing differs',
    async (which) => {
      await keeper.change('rotate', { keys: [FLASK] });
      const rotated = keeper.service.document[FLASK];
      editBeforeSecondLook();
      expect(await keeper.change('rollback', which)).toMatchObject({ outcome: 'refused', rule: 'moved' });
      expect(keeper.service.document).toMatchObject({ [FLASK]: rotated, note: 1 });
    },
  );

  test('its plan is made of what is current then', async () => {
    editBeforeSecondLook();
    const { versionId, entries } = await keeper.plan({ operation: 'rollback' });
    expect(versionId).toBe(keeper.service.id('AWSCURRENT'));
    expect(entries).toContainEqual(expect.objectContaining({ action: 'remove' }));
  });

  test('a version to which somebody gave both labels is no race: nothing differs', async () => {
    const current = keeper.service.id('AWSCURRENT') ?? '';
    for (const { stages } of keeper.service.versions.values()) {
      stages.delete('AWSPREVIOUS');
    }
    keeper.service.versions.get(current)?.stages.add('AWSPREVIOUS');
    expect(await keeper.change('rollback')).toMatchObject({ outcome: 'done', change: { populated: [], removed: [] } });
  });
});
