import { heading, lines, type Result, toned, type View } from '../rendering/view';
import type { Verification } from './gather';
import type { Proof } from './judge';

const NEXT: Readonly<Record<Proof, (environment: string) => string | undefined>> = {
  loaded: () => undefined,
  stale: (environment) => `npx kaizencoach-secrets reload ${environment}`,
  unknown: (environment) => `npx kaizencoach-secrets reload ${environment}`,
  missing: (environment) =>
    `npx kaizencoach-secrets reload ${environment}; if it stays so: npx kaizencoach-secrets doctor ${environment}`,
  failed: (environment) => `npx kaizencoach-secrets doctor ${environment}`,
};

/** What to do while a deployment goes on: a reload would be refused. */
export function onceEnded(environment: string): string {
  return `wait until the deployment has ended, then: npx kaizencoach-secrets verify ${environment}`;
}

/** A verification as a result; it failed unless the app has loaded what is stored. */
export function verificationResult(found: Verification, before: readonly View[] = []): Result {
  const { proof, reason, environment, service, deployment, changed } = found;
  const reloads = proof === 'stale' || proof === 'unknown' || proof === 'missing';
  const next = reloads && deployment?.underWay === true ? onceEnded(environment) : NEXT[proof](environment);
  return {
    failed: proof !== 'loaded',
    data: { ...found, live: proof === 'loaded', ...(next === undefined ? {} : { next }) },
    view: [
      ...before,
      lines(
        toned(proof === 'loaded' ? 'good' : 'bad', `${proof}: ${reason}`),
        `service          ${service}`,
        `last change      ${when(changed)}`,
        `last deployment  ${deployment === undefined ? 'none' : `${deployment.type} ${deployment.status}, started ${deployment.startedAt ?? 'unknown'}`}`,
      ),
      ...(found.lines.length === 0 ? [] : [heading('log lines that matter'), lines(...found.lines)]),
      ...(next === undefined ? [] : [lines(`next: ${next}`)]),
    ],
  };
}

function when({ earliest, latest }: Verification['changed']): string {
  if (latest === undefined) {
    return earliest === undefined ? 'not recorded' : `when is not known, but not before ${earliest}`;
  }
  return earliest === undefined || earliest === latest ? latest : `between ${earliest} and ${latest}`;
}
