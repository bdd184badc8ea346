import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import { clientConfiguration } from '../../emulator/client-environment';
import { type Emulator, startEmulator } from '../../emulator/emulator';
import { isRunning } from '../../emulator/end-process';
import { inProject } from '../../emulator/paths';
import { runProcess } from '../../emulator/run-process';
import { logFile, PortTakenError } from '../../emulator/server-process';
import { pythonWithEmulator } from '../../emulator/virtual-environment';
import { cloudFormationAt } from '../emulator/support/cloudformation';
import * as templates from '../emulator/support/templates';

const probeAnswer = v.object({ pid: v.number() });

let stateDir: string;
let emulator: Emulator;
let stacks: ReturnType<typeof cloudFormationAt>;
let lambda: LambdaClient;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'emulator-'));
  emulator = await startEmulator({ stateDir });
  stacks = cloudFormationAt(emulator.endpoint);
  lambda = new LambdaClient(clientConfiguration(emulator.endpoint));
});

afterAll(async () => {
  stacks.close();
  lambda.destroy();
  await emulator.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

async function accepts(host: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = createConnection({ host, port: emulator.port });
    const done = (accepted: boolean) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

describe('the process', () => {
  test('listens on the loopback address and on no other', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4');
    expect(await accepts('127.0.0.1')).toBe(true);
    for (const { address } of others) {
      expect([address, await accepts(address)]).toEqual([address, false]);
    }
    // The whole network 127/8 is this machine's: it shows the difference also where there is no other interface.
    expect(await accepts('127.0.0.2')).toBe(false);
  });

  test('refuses a taken port by name', async () => {
    const start = startEmulator({ port: emulator.port, stateDir: join(stateDir, 'second') });
    await expect(start).rejects.toThrow(PortTakenError);
    await expect(start).rejects.toThrow(`port ${emulator.port} is taken`);
    await expect(start).rejects.toThrow('KAIZENCOACH_LOCAL_PORT');
  });

  test('ends when it is told, twice without harm', async () => {
    const second = await startEmulator({ stateDir: join(stateDir, 'other') });
    expect(isRunning(second.pid)).toBe(true);
    await second.stop();
    await second.stop();
    expect(isRunning(second.pid)).toBe(false);
    expect(readFileSync(logFile(join(stateDir, 'other')), 'utf8')).not.toContain('Fatal Python error');
  });
});

describe('what ends with what', () => {
  test('a function’s worker ends with the emulator', async () => {
    const second = await startEmulator({ stateDir: join(stateDir, 'worker') });
    const there = cloudFormationAt(second.endpoint);
    const client = new LambdaClient(clientConfiguration(second.endpoint));
    await there.create('probe', templates.probe());
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'probe' }));
    const { pid } = v.parse(probeAnswer, JSON.parse(Payload?.transformToString() ?? ''));
    there.close();
    client.destroy();
    expect(isRunning(pid)).toBe(true);
    await second.stop();
    expect(isRunning(pid)).toBe(false);
  });

  test('the emulator ends with the process that started it, even one that is killed', async () => {
    const args = ['scripts/run.mjs', 'test/emulator/support/hold-emulator.ts', join(stateDir, 'orphan')];
    const parent = spawn(process.execPath, args, { cwd: inProject(), stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = await once(parent.stdout, 'data');
    const pid = Number(String(printed));
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    for (let waited = 0; isRunning(pid) && waited < 8_000; waited += 100) {
      await sleep(100);
    }
    expect(isRunning(pid)).toBe(false);
  });
});

describe('functions and custom resources', () => {
  test('reach the emulator at the origin to which they answer', async () => {
    const outputs = { Answered: { Value: { 'Fn::GetAtt': ['Probe', 'Answered'] } } };
    expect(await stacks.create('probe', templates.probe(), outputs)).toBe('CREATE_COMPLETE');
    expect(await stacks.outputs('probe')).toEqual({ Answered: emulator.endpoint });
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'probe' }));
    expect(JSON.parse(Payload?.transformToString() ?? '')).toEqual({
      endpoint: emulator.endpoint,
      region: 'eu-west-1',
      proxies: [],
      pid: expect.any(Number),
    });
  });
});

test('a service that it lacks is known by its name, without the models of all services, which would take seconds', async () => {
  const asks = [
    'from handlers import known_services',
    'from ministack.core import router',
    'known_services.register()',
    'print(router._is_aws_service_name("apprunner"), router._KNOWN_AWS_SERVICE_NAMES)',
  ];
  const { output } = await runProcess(await pythonWithEmulator(), ['-c', asks.join('\n')], {
    cwd: inProject('emulator'),
    environment: { PYTHONDONTWRITEBYTECODE: '1' },
  });
  expect(output.split('\n')).toContain('True None');
});
