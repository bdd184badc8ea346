import type { AuditSettings } from './audit-row';
import type { Environment } from './row';

/** The app reads once at each start of an instance. */
const MAX_READS_PER_HOUR = 12;

/** A trail, a log group and a dashboard of the environment's own. Nobody is told until an address is added. */
const OWN_AUDIT = {
  trail: { mode: 'create' },
  subscriptions: [],
  maxReadsPerHour: MAX_READS_PER_HOUR,
  dashboard: true,
} as const satisfies AuditSettings;

/** Immediate alerts only, from the trail that another environment keeps in the account. */
const LEAN_AUDIT = {
  trail: { mode: 'lean' },
  subscriptions: [],
  maxReadsPerHour: MAX_READS_PER_HOUR,
  dashboard: false,
} as const satisfies AuditSettings;

function demo(name: string, overrides: Partial<Environment> = {}): Environment {
  const prefix = `${name}-kaizencoach`;
  return {
    name,
    tier: 'demo',
    stackId: `Demo${name.charAt(0).toUpperCase()}${name.slice(1)}Stack`,
    secretName: `${prefix}-app-secrets`,
    secret: { mode: 'create' },
    domain: `${name}.kaizencoach.training`,
    gcpProject: `kaizencoach-${name}`,
    runtime: 'app-runner',
    service: `${prefix}-service`,
    resourcePrefix: prefix,
    removal: 'destroy',
    audit: LEAN_AUDIT,
    ...overrides,
  };
}

/** Every environment. A further demo instance is one more line. */
export const ENVIRONMENTS: readonly Environment[] = [
  {
    name: 'production',
    tier: 'production',
    stackId: 'ProductionStack',
    secretName: 'my-personal-coach-app-secrets',
    secret: { mode: 'create' },
    domain: 'www.kaizencoach.training',
    gcpProject: 'kaizencoach-prod',
    runtime: 'app-runner',
    service: 'prod-my-personal-coach-service',
    resourcePrefix: 'prod-kaizencoach',
    removal: 'retain',
    audit: OWN_AUDIT,
  },
  {
    name: 'staging',
    tier: 'staging',
    stackId: 'StagingStack',
    secretName: 'staging-kaizencoach-app-secrets',
    secret: { mode: 'create' },
    domain: 'staging.kaizencoach.training',
    gcpProject: 'kaizencoach-staging',
    runtime: 'app-runner',
    service: 'staging-kaizencoach-service',
    resourcePrefix: 'staging-kaizencoach',
    removal: 'retain',
    audit: OWN_AUDIT,
  },
  demo('mark'),
  demo('shane'),
  demo('dom'),
];

/**
 * The environment called `name`.
 * @throws Error that lists the known names where there is none.
 */
export function environmentNamed(name: string): Environment {
  const found = ENVIRONMENTS.find((environment) => environment.name === name);
  if (found === undefined) {
    const known = ENVIRONMENTS.map((environment) => environment.name).join(', ');
    throw new Error(`unknown environment ${JSON.stringify(name)}; known environments: ${known}`);
  }
  return found;
}
