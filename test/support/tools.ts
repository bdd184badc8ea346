import { join } from 'node:path';
import { inProject } from '../../emulator/paths';
import { pythonWithEmulator } from '../../emulator/virtual-environment';

/**
 * A Python that has what the tests use of other people's checks and stand-ins; installs them on first use.
 * @throws Error where they cannot be installed.
 */
export async function pythonWithTools(): Promise<string> {
  try {
    return await pythonWithEmulator({
      requirements: join(__dirname, 'tools-requirements.txt'),
      folder: inProject('build', 'tools'),
      // A tenth of it is ever used.
      isCompiled: false,
    });
  } catch (cause) {
    // What failed speaks of the emulator, for which this way to install was made.
    throw new Error('cfn-lint, moto, zizmor and check-jsonschema, by which the tests check, could not be installed', {
      cause,
    });
  }
}
