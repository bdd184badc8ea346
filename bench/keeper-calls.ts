import { emulatorBehindFaults } from '../test/e2e/support/emulator-behind-faults';
import type { FaultyEndpoint } from '../test/e2e/support/faulty-endpoint';
import type { KeeperInProcess } from '../test/e2e/support/keeper-in-process';
import { without } from '../test/e2e/support/stored-secret';
import type { Figure } from './figure';

/** How many calls to Secrets Manager each kind of seeding takes. */
export async function keeperCalls(): Promise<Figure[]> {
  const behindFaults = await emulatorBehindFaults();
  try {
    return await countCalls(behindFaults.endpoint, await behindFaults.keeperOfNewSecret());
  } finally {
    await behindFaults.end();
  }
}

async function countCalls(endpoint: FaultyEndpoint, keeper: KeeperInProcess): Promise<Figure[]> {
  const figure = async (what: string, bound: number, RequestType = 'Update'): Promise<Figure> => {
    endpoint.calls.length = 0;
    await keeper.send(keeper.event({ RequestType }));
    const calls = endpoint.calls.length;
    const measured = `${calls}: ${endpoint.calls.join(', ')}`;
    return { what: `keeper calls, ${what}`, measured, bound: `≤ ${bound}`, holds: calls <= bound };
  };
  const figures = [
    await figure('a first value', 5, 'Create'),
    await figure('nothing to seed, external keys missing', 2),
  ];
  await keeper.populate({ STRAVA_CLIENT_ID: '1', STRAVA_CLIENT_SECRET: 'a'.repeat(40), ...keeper.googleCredentials() });
  figures.push(await figure('nothing changes', 1));
  await keeper.secret.editJson((document) => ({ ...document, note: 'by hand' }));
  figures.push(await figure('nothing changes, but somebody else wrote', 1));
  await keeper.secret.editJson((document) => without(document, 'FLASK_SECRET_KEY'));
  figures.push(await figure('a dropped key', 5));
  return figures;
}
