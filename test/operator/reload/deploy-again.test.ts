import { refuseOverlap } from '../../../lib/operator/reload/begun';
import { endOf, refuseUnlessRunning, startDeployment } from '../../../lib/operator/reload/deploy-again';
import type { Deployment } from '../../../lib/operator/services/app-service';
import { aDeployment, anAppService } from '../support/an-app-service';
import { fakeContext } from '../support/fake-context';

const NOW = new Date('2026-06-01T12:00:00Z');
const OLD = aDeployment({ id: 'old' });
const OURS = aDeployment({ id: 'ours', outcome: 'under way', status: 'PENDING' });
const THEIRS = aDeployment({ id: 'theirs', outcome: 'under way', status: 'PENDING' });

const BEGUN = { id: 'ours', before: new Set(['old']) };

/** A service whose lists of deployments are these, one after the other; the last one stays. */
function serviceWith(lists: readonly (readonly Deployment[])[], answer?: string) {
  let [looks, asked] = [0, 0];
  const service = anAppService({
    deployments: async () => {
      looks += 1;
      return lists[Math.min(looks, lists.length) - 1] ?? [];
    },
    deploy: async () => {
      asked += 1;
      return answer;
    },
  });
  return { service, asked: () => asked };
}

test('a service that takes a deployment is not refused; one that does not is, with the reason and the next step', () => {
  const notNow = { reason: 'it is paused', next: 'resume it' };

  expect(() => refuseUnlessRunning(anAppService())).not.toThrow();
  expect(() => refuseUnlessRunning(anAppService({ notNow }))).toThrow(
    expect.objectContaining({ rule: 'not-running', message: 'it is paused', next: 'resume it' }),
  );
});

describe('a deployment is started', () => {
  test('and is the one that the answer names', async () => {
    const { service } = serviceWith([[OLD], [OURS, OLD]], 'ours');

    expect(await startDeployment(service, NOW)).toEqual(BEGUN);
  });

  test('and not yet listed: the answer counts', async () => {
    expect(await startDeployment(serviceWith([[OLD]], 'ours').service, NOW)).toEqual(BEGUN);
  });

  test.each(['under way', 'rolling back'] as const)('not while one is %s', async (outcome) => {
    const { service, asked } = serviceWith([[{ ...OLD, outcome }]], 'ours');

    await expect(startDeployment(service, NOW)).rejects.toMatchObject({ rule: 'busy' });
    expect(asked()).toBe(0);
  });

  test('once, where no answer came: the one that has begun is ours', async () => {
    const { service, asked } = serviceWith([[OLD], [OURS, OLD]]);

    expect(await startDeployment(service, NOW)).toEqual(BEGUN);
    expect(asked()).toBe(1);
  });

  test('once, where no answer came and none has begun: that is said', async () => {
    const { service, asked } = serviceWith([[OLD]]);

    await expect(startDeployment(service, NOW)).rejects.toMatchObject({ rule: 'lost-reply' });
    expect(asked()).toBe(1);
  });

  test('I3 no lost update: another that began meanwhile is told of', () => {
    expect(() => refuseOverlap(BEGUN, [OURS, OLD], anAppService())).not.toThrow();
    expect(() => refuseOverlap(BEGUN, [OURS, THEIRS, OLD], anAppService())).toThrow(
      expect.objectContaining({
        rule: 'overlap',
        message: expect.stringContaining('one may have put back what the other changed'),
      }),
    );
  });
});

describe('its end is waited for', () => {
  const MINUTE = 60_000;

  /** A context whose clock goes on by a minute with every look. */
  function contextInMinutes() {
    let minutes = 0;
    const context = fakeContext();
    return { ...context, now: () => new Date(NOW.getTime() + minutes++ * MINUTE) };
  }

  test.each(['succeeded', 'failed', 'rolled back', 'unknown'] as const)('where it is %s', async (outcome) => {
    const ended = { ...OURS, outcome };
    const { service } = serviceWith([[OLD], [OURS, OLD], [{ ...OURS, outcome: 'rolling back' }, OLD], [ended, OLD]]);

    expect(await endOf(BEGUN, service, 60 * MINUTE, contextInMinutes())).toEqual(ended);
  });

  test('no longer than asked for, and the deployment goes on', async () => {
    await expect(endOf(BEGUN, serviceWith([[OURS]]).service, 5 * MINUTE, contextInMinutes())).rejects.toMatchObject({
      rule: 'timeout',
      message: 'it is still under way after 5 minutes, and goes on by itself',
      next: 'wait until aws apprunner list-operations shows that it has ended',
    });
  });

  test('another that begins during the wait does not end it: it did not begin at the same moment', async () => {
    const ended = { ...OURS, outcome: 'succeeded' as const };
    const { service } = serviceWith([
      [OURS, OLD],
      [THEIRS, OURS, OLD],
      [THEIRS, ended, OLD],
    ]);

    expect(await endOf(BEGUN, service, 60 * MINUTE, contextInMinutes())).toEqual(ended);
  });

  test('another that has ended is not it', async () => {
    await expect(endOf(BEGUN, serviceWith([[OLD]]).service, 5 * MINUTE, contextInMinutes())).rejects.toMatchObject({
      rule: 'timeout',
    });
  });
});
