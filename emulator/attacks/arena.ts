import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { bootstrap, runCdk } from '../cdk';
import { type Emulator, startEmulator } from '../emulator';
import { EmulatorError, tail } from '../errors';
import { credentialsOf } from '../identities/credentials';
import { identities } from '../identities/identities';
import { inProject } from '../paths';
import { ATTACKED } from './attacked';
import { Caller } from './caller';
import { deployedAs } from './deployed';
import { Player } from './play';
import type { Deployed } from './scenario';

/** An AWS of its own, with an environment to attack. */
export interface Arena {
  readonly emulator: Emulator;
  readonly caller: Caller;
  readonly deployed: Deployed;
  readonly player: Player;
  end(): Promise<void>;
}

/**
 * Starts an emulator with IAM enforced, bootstraps it as its owner, and deploys the attacked environment as somebody who may
 * do nothing but deploy.
 * @throws EmulatorError with what the CDK said where that fails.
 */
export async function openArena(say: (line: string) => void = () => undefined): Promise<Arena> {
  mkdirSync(inProject('build'), { recursive: true });
  const stateDir = mkdtempSync(inProject('build', 'arena-'));
  const emulator = await startEmulator({ stateDir, enforcesIam: true, log: say });
  const end = async () => {
    await emulator.stop();
    rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    say('bootstrapping an AWS of its own');
    refuseFailure('cdk bootstrap', await bootstrap({ environment: emulator.environment }));
    const deployer = await credentialsOf('deployer', identities(ATTACKED).deployer, emulator.endpoint);
    say(`deploying ${ATTACKED.stackId} with operators and a break-glass role`);
    const deployed = await runCdk(['deploy', ATTACKED.stackId, '--require-approval', 'never'], {
      environment: { ...emulator.environment, ...deployer },
      app: 'node scripts/run.mjs bin/attacked-app.ts',
    });
    refuseFailure('cdk deploy', deployed);
    const caller = await Caller.at(emulator.endpoint);
    const found = await deployedAs(ATTACKED, caller, emulator.endpoint);
    const player = new Player(caller, found, emulator.endpoint);
    return {
      emulator,
      caller,
      deployed: found,
      player,
      end: async () => {
        caller.end();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function refuseFailure(command: string, { exitCode, output }: { exitCode: number | null; output: string }): void {
  if (exitCode !== 0) {
    throw new EmulatorError(
      `${command} failed\n${tail(output)}`,
      'npm run local, which keeps all that it says in a log',
    );
  }
}
