import { randomBytes } from 'node:crypto';
import { InternalServiceError } from '@aws-sdk/client-secrets-manager';
import { CATALOGUE } from '../../../lib/catalogue/catalogue';
import { claimOf, MOST_KEYS } from '../../../lib/keeper/versions/version-id';
import { CONSENTS, completeKeeper, externalValues, Keeper, NONE } from '../support/keeper';

const GARMIN = 'GARMIN_ENCRYPTION_KEY';
const FLASK = 'FLASK_SECRET_KEY';
const STRAVA = 'STRAVA_CLIENT_SECRET';
const lost = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

function dropTwice(...names: readonly string[]): void {
  keeper.service.drop(...names);
  keeper.service.edit((document) => ({ ...document, edits: 2 }));
}

/** A rotation of `key` with a request id of its own. */
async function rotation(key: string, requestId: string, of = keeper) {
  return of.ask({ operation: 'rotate', requestId, seenVersion: await of.seen(), consents: CONSENTS, keys: [key] });
}

describe('the last value comes back, not an earlier one', () => {
  test('seeded, rotated, then dropped by two console edits: the rotated key', async () => {
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const [last, version] = [keeper.service.document[GARMIN], keeper.service.id('AWSCURRENT')];
    dropTwice(GARMIN, FLASK, 'STRAVA_VERIFY_TOKEN');
    await expect(keeper.deploy()).rejects.toMatchObject({
      message: expect.stringContaining(`${GARMIN} is in version ${version}`),
    });
    await keeper.change('recover');
    expect(keeper.service.document[GARMIN]).toBe(last);
  });

  test('also where the rotation was cut off before its tags', async () => {
    keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    keeper.service.fault = () => undefined;
    await keeper.change('rotate', { keys: [FLASK] });
    const last = keeper.service.document[GARMIN];
    dropTwice(GARMIN);
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done' });
    expect(keeper.service.document[GARMIN]).toBe(last);
  });

  test('two changes one after the other never leave the record of the first', async () => {
    // GIVEN the tags of a first rotation, which arrive after the second one
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const late = new Map(keeper.service.tags);
    keeper.service.now += 3_600_000;
    await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
    const second = { version: keeper.service.id('AWSCURRENT'), value: keeper.service.document[GARMIN] };
    for (const [key, value] of late) {
      keeper.service.tags.set(key, value);
    }
    // THEN the status speaks of the second one
    const { keys } = await keeper.status();
    expect(keys.find(({ name }) => name === GARMIN)?.record).toMatchObject({
      versionId: second.version,
      operation: 'rotate',
      how: 'generated',
      madeAt: '2026-06-01T01:00:00Z',
    });
    // AND what is brought back is its key, or it is refused by name
    await keeper.change('rotate', { keys: [FLASK] });
    dropTwice(GARMIN);
    expect(await keeper.change('recover')).toMatchObject({ outcome: 'done' });
    expect(keeper.service.document[GARMIN]).toBe(second.value);
  });
});

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

test('a winner that is cut off before its record, a loser, two console edits: nothing is drawn anew', async () => {
  // GIVEN two deployments at once that draw the keys of a secret, and no record of either
  const { service } = new Keeper();
  service.put('{}');
  let staged = 0;
  service.fault = (operation) => {
    staged += operation === 'PutSecretValue' ? 1 : 0;
    return operation === 'TagResource' ? { before: lost() } : undefined;
  };
  service.turn = async (operation) => {
    while (operation === 'UpdateSecretVersionStage' && staged < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await Promise.all([new Keeper(service).deploy(), new Keeper(service).deploy()]);
  service.turn = async () => undefined;
  service.fault = () => undefined;
  const garmin = service.document[GARMIN];
  // WHEN the console drops the keys twice over
  service.put('{"a":1}');
  service.put('{"a":2}');
  // THEN the next seeding refuses, and recover brings the very key back or names the candidates
  await expect(new Keeper(service).deploy()).rejects.toMatchObject({
    rule: expect.stringMatching(/generated-key-lost|last-value-unknown/),
  });
  const recovered = await new Keeper(service).change('recover');
  if (recovered.outcome === 'done') {
    expect(service.document[GARMIN]).toBe(garmin);
  } else {
    const holder = [...service.versions].find(([, { text }]) => text.includes(String(garmin)))?.[0] ?? '';
    expect(recovered).toMatchObject({ rule: 'last-value-unknown', reason: expect.stringContaining(holder) });
    const from = { from: holder };
    expect(await new Keeper(service).change('recover', from)).toMatchObject({ outcome: 'done' });
    expect(service.document[GARMIN]).toBe(garmin);
  }
});

test('tags that cannot be written do not fail a change, and the next seeding completes them', async () => {
  keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
  expect(await keeper.change('populate', { values: { AI_MODEL: 'x' } })).toMatchObject({
    outcome: 'done',
    change: { recorded: false },
  });
  keeper.service.fault = () => undefined;
  keeper.service.tags.clear();
  expect(await keeper.change('seed')).toMatchObject({ outcome: 'done' });
  expect([...keeper.service.tags.keys()]).toContain(`kaizencoach:made:${GARMIN}`);
});

test('a console edit that drops a generated and an external key: nothing is gone after the next seeding', async () => {
  const before = keeper.service.document;
  keeper.service.drop(FLASK, STRAVA);
  await keeper.deploy();
  expect(keeper.service.document).toEqual(before);
});

test('a rotation and two later writes: the status does not say that a rollback would change the Garmin key', async () => {
  await keeper.change('rotate', { keys: [GARMIN] }, CONSENTS);
  expect((await keeper.status()).differInPrevious).toEqual([GARMIN]);
  await keeper.change('populate', { values: { AI_MODEL: 'x' } });
  await keeper.change('populate', { values: { AI_MODEL: 'y' } });
  expect((await keeper.status()).differInPrevious).toEqual(['AI_MODEL']);
});

test('every version of the keeper’s tells by its id which operation made it for whom, and no two share one', async () => {
  await keeper.change('rotate', { keys: [GARMIN, FLASK] }, CONSENTS);
  const ids = [...keeper.service.versions.keys()];
  expect(new Set(ids).size).toBe(ids.length);
  expect(claimOf(ids.at(-1) ?? '')).toMatchObject({ operation: 'rotate', invocation: '0a1b2c3d' });
  expect(CATALOGUE.length).toBeLessThanOrEqual(MOST_KEYS);
  // FLASK_SECRET_KEY is the fourth key of the catalogue and GARMIN_ENCRYPTION_KEY the sixth.
  expect(ids.at(-1)).toMatch(/^kc2-r00028-/);
  expect(ids.every((id) => id.length >= 32 && id.length <= 64)).toBe(true);
  expect(claimOf(randomBytes(16).toString('hex'))).toBeUndefined();
});

describe('keys without a record, after a change whose tags failed', () => {
  const made = (name: string) => keeper.service.tags.get(`kaizencoach:made:${name}`);
  const cutOff = async (change: () => Promise<unknown>) => {
    keeper.service.tags.clear();
    keeper.service.fault = (operation) => (operation === 'TagResource' ? { before: lost() } : undefined);
    await change();
    keeper.service.fault = () => undefined;
  };

  test('of somebody else’s secret, one key was rotated: the others were found, and only that one was drawn', async () => {
    keeper.service.edit((document) => ({ ...document, note: 1 }));
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
    expect(made(FLASK)).toMatch(/ rotate generated /);
  });

  test('the same, where a rollback finds it so', async () => {
    keeper.service.edit((document) => ({ ...document, note: 1 }));
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('rollback', { keys: [FLASK] });
    expect(made(GARMIN)).toMatch(/ found brought /);
  });

  test('a key that the rotation of another one took back was not drawn', async () => {
    keeper.service.drop(GARMIN);
    await cutOff(() => keeper.change('rotate', { keys: [FLASK] }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
  });

  test('a first value was drawn whole', async () => {
    keeper = new Keeper();
    await cutOff(() => keeper.deploy({ RequestType: 'Create' }));
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ seed generated /);
  });

  test('an id that says so of another base proves nothing', async () => {
    const { text } = keeper.service;
    keeper.service.putAs(
      `kc2-r00020-${'0'.repeat(16)}-${'1'.repeat(10)}-0a1b2c3d-${'0'.repeat(16)}`,
      text.replace('{', '{ '),
    );
    keeper.service.tags.clear();
    await keeper.change('seed');
    expect(made(GARMIN)).toMatch(/ found brought /);
  });
});
