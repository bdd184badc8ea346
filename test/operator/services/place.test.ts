import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LoopbackServer } from '../../../emulator/loopback-server';
import { place } from '../../../lib/operator/services/place';
import { placeText } from '../../../lib/operator/services/place-text';
import { awsServices } from '../../../lib/operator/services/services';
import { inPlaceOfAws } from '../../support/in-place-of-aws';

const ANSWER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::111122223333:user/x</Arn><UserId>x</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
let status = 200;
const server = new LoopbackServer((_request, _body, response) => {
  response.writeHead(status, { 'Content-Type': 'text/xml' }).end(status === 200 ? ANSWER : '');
});
const options = { environment: process.env, onCall: () => undefined, interrupted: new AbortController().signal };

inPlaceOfAws(server);
test('whose credentials these are, the Region, and the address that is not AWS’s', async () => {
  status = 200;

  expect(await place(options)).toEqual({ account: '111122223333', region: 'eu-west-1', endpoint: server.origin });
});

test('what AWS does not say is left out, and nothing fails for it', async () => {
  status = 403;

  expect(await place(options)).toEqual({ region: 'eu-west-1', endpoint: server.origin });
});

describe('where nothing names a Region', () => {
  const { AWS_REGION } = process.env;
  const config = join(mkdtempSync(join(tmpdir(), 'place-')), 'config');
  beforeAll(() => {
    delete process.env['AWS_REGION'];
    writeFileSync(config, '[profile named]\nregion = eu-west-2\n');
    process.env['AWS_CONFIG_FILE'] = config;
  });
  afterAll(() => {
    Object.assign(process.env, { AWS_REGION });
    rmSync(dirname(config), { recursive: true });
  });

  test.each<[string, NodeJS.ProcessEnv, object]>([
    ['it is the environments’ own, and that is said', {}, { region: 'eu-west-1', assumed: true }],
    ['it is that of the older variable', { AWS_DEFAULT_REGION: 'eu-west-3' }, { region: 'eu-west-3' }],
    ['it is that of the profile', { AWS_PROFILE: 'named' }, { region: 'eu-west-2' }],
  ])('%s', async (_, differs, expected) => {
    Object.assign(process.env, differs);
    const { region, assumed } = await place(options);
    for (const name of Object.keys(differs)) {
      delete process.env[name];
    }

    expect({ region, assumed }).toEqual(expected);
  });
});

test.each([
  [{ account: '111122223333', region: 'eu-west-1' }, 'account 111122223333, eu-west-1'],
  [{ region: 'eu-west-1' }, 'account unknown, eu-west-1'],
  [{ region: 'r', endpoint: 'http://127.0.0.1:4600' }, 'account unknown, r, local AWS http://127.0.0.1:4600'],
  [{ region: 'r', endpoint: 'http://[::1]:4600' }, 'account unknown, r, local AWS http://[::1]:4600'],
  [
    { region: 'r', endpoint: 'https://127.0.0.1.evil.example' },
    'account unknown, r, endpoint https://127.0.0.1.evil.example',
  ],
])('%j in words', (found, text) => {
  expect(placeText(found)).toBe(text);
});

test('what a person chooses is what the SDK reads', () => {
  const environment: NodeJS.ProcessEnv = { AWS_REGION: 'eu-west-1' };
  awsServices({ ...options, environment }).choose({ profile: 'p', region: 'eu-west-2' });

  expect(environment).toEqual({ AWS_PROFILE: 'p', AWS_REGION: 'eu-west-2' });
});
