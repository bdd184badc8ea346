import { CONSENTS, completeKeeper, type Keeper } from '../support/keeper';

let keeper: Keeper;

beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  keeper = await completeKeeper();
});

async function versions() {
  const answer = await keeper.ask({ operation: 'history' });
  if (answer.outcome !== 'history') {
    throw new Error(answer.outcome);
  }
  return answer.versions;
}

test('versions newest first: when, by whom, which keys differ, and which were current', async () => {
  keeper.service.edit(({ FLASK_SECRET_KEY: _, ...rest }) => ({ ...rest, AI_MODEL: 'x' }));
  await keeper.change('rotate', { keys: ['GARMIN_ENCRYPTION_KEY'] }, CONSENTS);
  const [rotated, edited, populated, seeded] = await versions();
  expect(rotated).toMatchObject({
    operation: 'rotate',
    invocation: '0a1b2c3d',
    current: 'is',
    added: ['FLASK_SECRET_KEY'],
    changed: ['GARMIN_ENCRYPTION_KEY'],
    removed: [],
    labels: ['KAIZENCOACH_STAGED', 'AWSCURRENT'],
  });
  expect(edited).toMatchObject({ current: 'was', added: ['AI_MODEL'], changed: [], removed: ['FLASK_SECRET_KEY'] });
  expect(edited).not.toHaveProperty('operation');
  expect(populated).toMatchObject({
    operation: 'populate',
    current: 'was',
    madeAt: expect.stringMatching(/^2026-06-01T/),
  });
  expect(seeded).toMatchObject({
    operation: 'seed',
    current: 'was',
    added: expect.arrayContaining(['FLASK_SECRET_KEY']),
  });
});

test('a version whose swap was refused, the label being on a console edit, is proved never to have been current', async () => {
  const seenVersion = keeper.service.id('AWSCURRENT');
  const request = { operation: 'rotate', seenVersion, consents: CONSENTS, keys: ['FLASK_SECRET_KEY'] };
  keeper.service.fault = (operation) => {
    if (operation === 'UpdateSecretVersionStage') {
      keeper.service.fault = () => undefined;
      keeper.service.edit((document) => ({ ...document, AI_MODEL: 'x' }));
    }
    return undefined;
  };
  expect(await keeper.ask({ ...request, requestId: '00000000000000aa' })).toMatchObject({ rule: 'moved' });
  expect((await versions()).find(({ requestId }) => requestId === '00000000000000aa')?.current).toBe('never');
});

test('a version that is no document tells nothing of its keys, and neither does the one after it', async () => {
  keeper.service.put('not JSON');
  keeper.service.put('{"AI_MODEL":"x"}');
  const [after, unreadable] = await versions();
  expect(unreadable).toMatchObject({ readable: false, added: [], changed: [], removed: [] });
  expect(after).toMatchObject({ readable: true, added: [], removed: [] });
});

test('one that was cut off, and whose base has been overtaken twice since, may have been current or not', async () => {
  keeper.service.fault = (operation) =>
    operation === 'UpdateSecretVersionStage' ? { before: new TypeError('the process ends here') } : undefined;
  await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] });
  keeper.service.fault = () => undefined;
  keeper.service.edit((document) => ({ ...document, n: 1 }));
  keeper.service.edit((document) => ({ ...document, n: 2 }));
  expect((await versions()).map(({ current }) => current)).toEqual(['is', 'was', 'unproved', 'was', 'was']);
});

test('the order is that of the dates, not of the list', async () => {
  const before = await versions();
  const listed = [...keeper.service.versions].reverse();
  keeper.service.versions.clear();
  for (const [id, version] of listed) {
    keeper.service.versions.set(id, version);
  }
  expect(await versions()).toEqual(before);
});

test('of two changes at once, each is told by what it did: not by what the other, never current, did meanwhile', async () => {
  const seenVersion = keeper.service.id('AWSCURRENT');
  keeper.service.turn = async (operation) => {
    if (operation === 'UpdateSecretVersionStage') {
      keeper.service.turn = async () => undefined;
      keeper.service.now += 1000;
      await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] });
    }
  };
  const values = { STRAVA_CLIENT_SECRET: 'a'.repeat(40) };
  const late = { operation: 'populate', requestId: 'a'.repeat(16), seenVersion, consents: CONSENTS, values };
  expect(await keeper.ask(late)).toMatchObject({ rule: 'moved' });

  const [rotated, never] = await versions();
  expect(rotated).toMatchObject({ operation: 'rotate', current: 'is', changed: ['FLASK_SECRET_KEY'] });
  expect(never).toMatchObject({ operation: 'populate', current: 'never', changed: ['STRAVA_CLIENT_SECRET'] });
});

test('somebody else’s version is told by what was current before it, not by what never was', async () => {
  keeper.service.fault = (operation) => {
    if (operation === 'UpdateSecretVersionStage') {
      keeper.service.fault = () => undefined;
      keeper.service.now += 1000;
      keeper.service.edit((document) => ({ ...document, AI_MODEL: 'x' }));
    }
    return undefined;
  };
  expect(await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] })).toMatchObject({ rule: 'moved' });

  const [edited, never] = await versions();
  expect(never).toMatchObject({ current: 'never', changed: ['FLASK_SECRET_KEY'] });
  expect(edited).toMatchObject({ current: 'is', added: ['AI_MODEL'], changed: [] });
});
