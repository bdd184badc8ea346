import type { RuntimeStandIn } from '../../../support/runtime-stand-in';
import { type AppUnderTest, appUnderTest, type RuntimeCase } from './app-under-test';

/**
 * Staging on one runtime, deployed before all tests of a file and gone after them; before each test the service runs.
 * @returns what the tests work on, once they run.
 */
export function stagingOn<R extends RuntimeStandIn>(runtimeCase: () => RuntimeCase<R>): () => AppUnderTest<R> {
  let app: AppUnderTest<R> | undefined;
  const underTest = () => {
    if (app === undefined) {
      throw new Error('staging is not deployed yet');
    }
    return app;
  };
  beforeAll(async () => {
    app = await appUnderTest(runtimeCase());
  });
  beforeEach(() => underTest().reset());
  afterEach(async () => {
    const { staging, values } = underTest();
    for (const [name, value] of Object.entries(await staging.secret.document())) {
      name === 'STRAVA_CLIENT_ID' || values.add(String(value));
    }
  });
  afterAll(() => app?.end());
  return underTest;
}
