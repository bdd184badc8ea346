import { startEmulator } from '../../../emulator/emulator';
import { leadClientsTo } from '../../support/in-place-of-aws';
import { FaultyEndpoint } from './faulty-endpoint';
import { KeeperInProcess } from './keeper-in-process';
import { scratchFolder } from './scratch-folder';

/** An emulator of its own behind an endpoint that fails as planned. */
export interface EmulatorBehindFaults {
  readonly endpoint: FaultyEndpoint;
  /** A keeper of a new secret, without plans and calls from before. */
  keeperOfNewSecret(): Promise<KeeperInProcess>;
  end(): Promise<void>;
}

/** Starts both, and leads the SDK clients of this process to the endpoint. */
export async function emulatorBehindFaults(): Promise<EmulatorBehindFaults> {
  const scratch = scratchFolder();
  const emulator = await startEmulator({ stateDir: scratch.path });
  const endpoint = await FaultyEndpoint.before(emulator.endpoint);
  leadClientsTo(endpoint.origin);
  return {
    endpoint,
    keeperOfNewSecret: () => {
      endpoint.reset();
      return KeeperInProcess.ofNewSecret(emulator, endpoint);
    },
    end: async () => {
      await endpoint.close();
      await emulator.stop();
      scratch.remove();
    },
  };
}
