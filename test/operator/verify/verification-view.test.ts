import { renderText, withoutColour } from '../../../lib/operator/rendering/render-text';
import { lines } from '../../../lib/operator/rendering/view';
import type { Verification } from '../../../lib/operator/verify/gather';
import type { Proof } from '../../../lib/operator/verify/judge';
import { verificationResult } from '../../../lib/operator/verify/verification-view';

const LOADED: Verification = {
  proof: 'loaded',
  reason: 'it was seen',
  environment: 'staging',
  service: 'the-service',
  changed: { earliest: '2026-06-01T12:10:00.000Z', latest: '2026-06-01T12:10:00.000Z' },
  deployment: { type: 'START_DEPLOYMENT', status: 'SUCCEEDED', underWay: false, startedAt: '2026-06-01T12:20:00.000Z' },
  instances: 1,
  lines: [],
};

const textOf = (found: Verification) => renderText(verificationResult(found).view, withoutColour);

test.each<[Proof, string | undefined]>([
  ['loaded', undefined],
  ['stale', 'npx kaizencoach-secrets reload staging'],
  ['unknown', 'npx kaizencoach-secrets reload staging'],
  ['missing', 'npx kaizencoach-secrets reload staging; if it stays so: npx kaizencoach-secrets doctor staging'],
  ['failed', 'npx kaizencoach-secrets doctor staging'],
])('only “loaded” is live and no failure, the rest names the next command: %s', (proof, next) => {
  const { failed, data, view } = verificationResult({ ...LOADED, proof });

  expect({ failed, live: data['live'], next: data['next'] }).toEqual({
    failed: proof !== 'loaded',
    live: proof === 'loaded',
    next,
  });
  expect('next' in data).toBe(next !== undefined);
  expect(view[0]).toMatchObject({
    lines: [{ tone: proof === 'loaded' ? 'good' : 'bad', text: `${proof}: it was seen` }, {}, {}, {}],
  });
  expect(view.at(-1)).toEqual(next === undefined ? view[0] : lines(`next: ${next}`));
});

test.each<[Proof, string]>([
  ['unknown', 'wait until the deployment has ended, then: npx kaizencoach-secrets verify staging'],
  ['stale', 'wait until the deployment has ended, then: npx kaizencoach-secrets verify staging'],
  ['missing', 'wait until the deployment has ended, then: npx kaizencoach-secrets verify staging'],
  ['failed', 'npx kaizencoach-secrets doctor staging'],
])('while a deployment is under way the runtime takes no other, so none is advised: %s', (proof, next) => {
  const deployment = { type: 'START_DEPLOYMENT', status: 'IN_PROGRESS', underWay: true };

  expect(verificationResult({ ...LOADED, proof, deployment }).data['next']).toBe(next);
});

test('the service, the last change and the last deployment stand beside the proof', () => {
  expect(textOf(LOADED)).toBe(
    [
      'loaded: it was seen',
      'service          the-service',
      'last change      2026-06-01T12:10:00.000Z',
      'last deployment  START_DEPLOYMENT SUCCEEDED, started 2026-06-01T12:20:00.000Z',
      '',
    ].join('\n'),
  );
});

test.each<[string, Partial<Verification>]>([
  ['last change      not recorded', { changed: {} }],
  ['last change      when is not known, but not before A', { changed: { earliest: 'A' } }],
  ['last change      between A and B', { changed: { earliest: 'A', latest: 'B' } }],
  ['last deployment  none', { deployment: undefined }],
  ['last deployment  A B, started unknown', { deployment: { type: 'A', status: 'B', underWay: false } }],
])('what is not known is said to be so: %s', (said, difference) => {
  expect(textOf({ ...LOADED, ...difference })).toContain(said);
});

test('lines of the logs come under a heading of their own, after what was shown before', () => {
  const { view } = verificationResult({ ...LOADED, lines: ['one', 'two'] }, [lines('before')]);
  const text = renderText(view, withoutColour);

  expect(text.startsWith('before\n')).toBe(true);
  expect(text).toMatch(/log lines that matter\n(?:.*\n)?one\ntwo\n/);
  expect(textOf(LOADED)).not.toContain('log lines');
});
