import { randomBytes, randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { clientConfiguration } from '../../emulator/client-environment';
import { GENERATED_KEYS } from '../../lib/catalogue/catalogue';
import { NONE } from '../keeper/support/keeper';
import { leadClientsTo } from '../support/in-place-of-aws';
import { FaultyEndpoint } from './support/faulty-endpoint';
import { KeeperInProcess } from './support/keeper-in-process';
import { type Moto, startMoto } from './support/moto';
import { StoredSecret, without } from './support/stored-secret';

// moto models versions, labels and tokens on its own: where it and the emulator agree, neither fits the keeper by accident.

const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const GARMIN = 'GARMIN_ENCRYPTION_KEY';

let moto: Moto;
let endpoint: FaultyEndpoint;
let keeper: KeeperInProcess;

beforeAll(async () => {
  moto = await startMoto();
  endpoint = await FaultyEndpoint.before(moto.endpoint);
  leadClientsTo(endpoint.origin);
});
afterAll(async () => {
  await endpoint.close();
  await moto.stop();
});
beforeEach(async () => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
  endpoint.reset();
  const client = new SecretsManagerClient(clientConfiguration(moto.endpoint));
  const name = `secret-${randomUUID()}-of-the-test`;
  // Without a value, as a placeholder on AWS: there is no version.
  await client.send(new CreateSecretCommand({ Name: name }));
  keeper = new KeeperInProcess(endpoint, new StoredSecret(client, name));
});

/** AWSCURRENT, asked for by its label: without one, moto gives the version that was put last without a label. */
async function current() {
  const { client, name } = keeper.secret;
  return client.send(new GetSecretValueCommand({ SecretId: name, VersionStage: 'AWSCURRENT' }));
}

async function currentDocument(): Promise<Record<string, unknown>> {
  const document: Record<string, unknown> = JSON.parse((await current()).SecretString ?? '');
  return document;
}

/**
 * Replaces the value by hand in two steps. A plain PutSecretValue leaves AWSCURRENT on a version that got it by
 * UpdateSecretVersionStage as well, on moto only: "a staging label can be attached to only one version at a time" (API reference).
 */
async function editByHand(document: Record<string, unknown>): Promise<void> {
  const { client, name } = keeper.secret;
  const before = (await current()).VersionId;
  const put = { SecretId: name, SecretString: JSON.stringify(document), VersionStages: ['BY_HAND'] };
  const { VersionId } = await client.send(new PutSecretValueCommand(put));
  await client.send(
    new UpdateSecretVersionStageCommand({
      SecretId: name,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: VersionId,
      RemoveFromVersionId: before,
    }),
  );
}

test('a placeholder without any version is seeded, once', async () => {
  expect(await keeper.send()).toMatchObject({ Status: 'SUCCESS', Data: { Generated: GENERATED.join(', ') } });
  const seeded = await keeper.secret.text();
  expect((await keeper.send(keeper.event({ RequestType: 'Update' })))?.Data).toMatchObject({ Generated: 'none' });
  expect(await keeper.secret.text()).toBe(seeded);
});

test('I3: of three deployments at once every one succeeds, with one value a key', async () => {
  const answers = await Promise.all([keeper.send(), keeper.invoke(keeper.event()), keeper.invoke(keeper.event())]);
  expect(answers).toHaveLength(3);
  expect(endpoint.responses.map(({ Status, Reason }) => `${Status} ${Reason}`)).toEqual(Array(3).fill('SUCCESS done'));
  expect((await keeper.keys()).sort()).toEqual([...GENERATED].sort());
});

test('a rotation whose swap’s every answer is lost is reported as done, and stored once', async () => {
  await keeper.send();
  const before = await keeper.secret.document();
  endpoint.reset();
  endpoint.plan = (operation, count) =>
    operation === 'UpdateSecretVersionStage' && count <= 4 ? { cut: 'after' } : undefined;
  expect(await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] }, NONE)).toMatchObject({ outcome: 'done' });
  expect(without(await keeper.secret.document(), 'FLASK_SECRET_KEY')).toEqual(without(before, 'FLASK_SECRET_KEY'));
});

test('I3: a console edit between reading and the swap is kept', async () => {
  await keeper.send();
  endpoint.reset();
  endpoint.plan = (operation, count) =>
    operation === 'UpdateSecretVersionStage' && count === 1
      ? { meanwhile: () => keeper.secret.editJson((document) => ({ ...document, note: 'kept' })) }
      : undefined;
  expect(await keeper.change('rotate', { keys: ['FLASK_SECRET_KEY'] }, NONE)).toMatchObject({ rule: 'moved' });
  expect(await keeper.secret.document()).toMatchObject({ note: 'kept' });
});

test('what two console edits dropped comes back from its version, rotated last', async () => {
  await keeper.send();
  const consents = { ...NONE, invalidateGarminPasswords: true };
  expect(await keeper.change('rotate', { keys: [GARMIN] }, consents)).toMatchObject({ outcome: 'done' });
  const last = await currentDocument();
  await editByHand(without(last, GARMIN));
  await editByHand({ ...without(last, GARMIN), edits: 2 });
  expect((await keeper.send(keeper.event({ RequestType: 'Update' })))?.Reason).toContain(`${GARMIN} existed`);
  expect(
    await keeper.invoke({
      contract: 2,
      operation: 'recover',
      requestId: randomBytes(8).toString('hex'),
      seenVersion: (await current()).VersionId,
      consents: NONE,
    }),
  ).toMatchObject({ outcome: 'done', change: { takenBack: [GARMIN] } });
  expect((await currentDocument())[GARMIN]).toBe(last[GARMIN]);
});

test('the history tells every version of a change by its request', async () => {
  await keeper.send();
  const requestId = randomBytes(8).toString('hex');
  const request = { contract: 2, requestId, seenVersion: await keeper.secret.versionId(), consents: NONE };
  await keeper.invoke({ ...request, operation: 'rotate', keys: ['FLASK_SECRET_KEY'] });
  expect(await keeper.invoke({ contract: 2, operation: 'fate', requestId })).toMatchObject({
    fate: { fate: 'current' },
  });
});
