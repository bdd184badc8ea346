import { environmentNamed } from '../../../lib/environments/rows';
import { promptedValues } from '../../../lib/operator/input/prompted-values';
import { aStatus, fakeContext } from '../support/fake-context';

test('asks for what is missing first, and leaves out what is answered with nothing', async () => {
  const context = fakeContext({ answers: ['c0ffee', '', ''] });

  const { brought } = await promptedValues(aStatus(), environmentNamed('staging'), context);

  expect(brought.map(({ key, value }) => [key.name, value])).toEqual([['STRAVA_CLIENT_SECRET', 'c0ffee']]);
  expect(context.questions).toEqual([
    expect.stringMatching(/^STRAVA_CLIENT_SECRET from .* \(missing; Enter leaves it so\)$/),
    expect.stringMatching(/^GOOGLE_APPLICATION_CREDENTIALS_JSON: path of the key file/),
    expect.stringMatching(/^STRAVA_CLIENT_ID from .* \(Enter keeps it as it is\)$/),
  ]);
});
