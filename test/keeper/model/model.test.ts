import { randomInt } from 'node:crypto';
import { seeded } from './random';
import { World } from './world';

/** Operations in all; MODEL_OPERATIONS=500000 for the long run. */
const OPERATIONS = Number(process.env['MODEL_OPERATIONS'] ?? 20_000);
/** MODEL_SEED repeats a run. */
const SEED = Number(process.env['MODEL_SEED'] ?? randomInt(2 ** 31));
/** So many that versions are pruned in some worlds, and few enough that every kind of start is seen often. */
const STEPS = [6, 10, 15, 20, 30, 10, 15, 25, 130];

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

test(`I2, I3: whoever works on a secret, with whatever faults, nothing is drawn anew, lost or told wrongly (${OPERATIONS} operations, seed ${SEED})`, async () => {
  let done = 0;
  for (let world = 0; done < OPERATIONS; world += 1) {
    const random = seeded(SEED + world);
    const steps = STEPS[world % STEPS.length] ?? 0;
    const here = new World(random);
    for (let step = 0; step < steps; step += 1) {
      await here.step();
    }
    const wrong = [...here.truth.violations, ...(await here.recovered())];
    expect({ seed: SEED + world, steps, wrong }).toEqual({ seed: SEED + world, steps, wrong: [] });
    done += steps;
  }
}, 3_600_000);
