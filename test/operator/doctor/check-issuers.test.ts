import type { Issuers } from '../../../lib/contract/issuers';
import { ENVIRONMENTS, environmentNamed } from '../../../lib/environments/rows';
import { issuerFindings } from '../../../lib/operator/doctor/check-issuers';
import { OperatorError } from '../../../lib/operator/operator-error';
import { NotAllowedError } from '../../../lib/operator/services/service-error';
import { fakeContext } from '../support/fake-context';

const staging = environmentNamed('staging');

const WELL: Issuers = {
  stravaCredentials: { verdict: 'accepted' },
  subscription: { verdict: 'ours' },
  callback: { verdict: 'accepted' },
  googleKey: { verdict: 'accepted' },
};
const asked: (readonly string[])[] = [];

async function found(askIssuers: () => Promise<Issuers>): Promise<Record<string, string>> {
  const keeper = {
    askIssuers: (knownHosts: readonly string[]) => {
      asked.push(knownHosts);
      return askIssuers();
    },
  };
  const findings = await issuerFindings(staging, fakeContext({ keepers: { staging: keeper } }));
  return Object.fromEntries(
    findings.map(({ check, verdict, cause, next }) => [check, `${verdict}: ${cause} → ${next}`]),
  );
}

const PAIR = '“Invalid client_id”: the client id and secret at Strava';
const CHALLENGE = 'webhook subscription fails with 403: the app’s answer to Strava’s challenge';
const EVENTS = 'where Strava sends its events';
const GOOGLE = '403 from Vertex AI: the key at Google';

test('the keeper may tell the hosts of the rows, and no other', async () => {
  await found(async () => WELL);
  expect(asked.at(-1)).toEqual(ENVIRONMENTS.map(({ domain }) => domain));
});

test('what the issuers accept is ok, and Google’s half says what it does not prove', async () => {
  const all = await found(async () => WELL);
  expect(Object.values(all).filter((text) => !text.startsWith('ok'))).toEqual([]);
  expect(all[GOOGLE]).toContain('may use Vertex AI in kaizencoach-staging is not proved');
});

test.each<[Partial<Issuers>, string, RegExp]>([
  [
    { stravaCredentials: { verdict: 'refused', why: 'credentials' } },
    PAIR,
    /^problem: .* → npx kaizencoach-secrets populate staging --set STRAVA_CLIENT_ID/,
  ],
  [
    { stravaCredentials: { verdict: 'refused', why: 'inactive' } },
    PAIR,
    /^problem: .*switched the application off → https/,
  ],
  [
    { callback: { verdict: 'refused', why: 'token' } },
    CHALLENGE,
    /^problem: .*another token.* → npx kaizencoach-secrets reload staging$/,
  ],
  [
    { callback: { verdict: 'refused', why: 'no-echo' } },
    CHALLENGE,
    /^problem: .* → npx kaizencoach-secrets verify staging$/,
  ],
  [{ subscription: { verdict: 'none' } }, EVENTS, /^problem: .* → npx kaizencoach-secrets webhook staging renew$/],
  [{ subscription: { verdict: 'elsewhere' } }, EVENTS, /^problem: .*none of the environments → docs\/runbook.md/],
  [
    { subscription: { verdict: 'elsewhere', host: 'mark.kaizencoach.training' } },
    EVENTS,
    /^problem: .*at mark.kaizencoach.training → .*its own Strava application.*docs\/runbook.md/,
  ],
  [
    { subscription: { verdict: 'elsewhere', host: staging.domain } },
    EVENTS,
    /^problem: .* → npx kaizencoach-secrets webhook staging renew --foreign-host staging.kaizencoach.training$/,
  ],
  [
    { googleKey: { verdict: 'refused', why: 'key' } },
    GOOGLE,
    /^problem: Google does not know the key.* → npx kaizencoach-secrets populate staging --gcp-key-file key\.json$/,
  ],
  [{ googleKey: { verdict: 'refused', why: 'account' } }, GOOGLE, /^problem: the service account/],
  [{ googleKey: { verdict: 'not-checked', why: 'clock' } }, GOOGLE, /^not checked: .*time of the request wrong/],
  [{ stravaCredentials: { verdict: 'not-checked', why: 'throttled' } }, PAIR, /^not checked: .*429/],
  [{ callback: { verdict: 'not-checked', why: 'too-slow' } }, CHALLENGE, /^not checked/],
  [{ subscription: { verdict: 'not-checked', why: 'switched-off' } }, EVENTS, /^not checked: .*row/],
])('%j', async (verdicts, check, expected) => {
  expect((await found(async () => ({ ...WELL, ...verdicts })))[check]).toMatch(expected);
});

test('a keeper that is older than the request is not checked, and is to be deployed', async () => {
  const all = await found(async () => {
    throw new OperatorError({ rule: 'unknown-request', reason: 'not understood', next: 'x' });
  });
  expect(all).toEqual({
    'what the issuers say of the keys': expect.stringMatching(/^not checked: .* → npx cdk deploy StagingStack$/),
  });
});

test('whoever may not ask the keeper knows nothing of the issuers', async () => {
  const all = await found(async () => {
    throw new NotAllowedError({ rule: 'not-allowed', reason: 'you need x:Do', next: 'ask' });
  });
  expect(Object.values(all)).toEqual(['not checked: you need x:Do → ask']);
});
