import { environmentNamed } from '../../../lib/environments/rows';
import type { AppService, Deployment } from '../../../lib/operator/services/app-service';

/** The service of staging, which runs and was never deployed; it expects no deployment. */
export function anAppService(overrides: Partial<AppService> = {}): AppService {
  return {
    name: environmentNamed('staging').service,
    runtime: 'App Runner',
    status: 'RUNNING',
    appLog: { name: 'app-log' },
    deploymentLog: { name: 'deployment-log' },
    listing: 'aws apprunner list-operations',
    deployments: async () => [],
    deploy: () => Promise.reject(new Error('no deployment was expected')),
    roleArn: async () => undefined,
    ...overrides,
  };
}

/** A deployment that succeeded. */
export function aDeployment(overrides: Partial<Deployment> = {}): Deployment {
  return { id: 'd', type: 'START_DEPLOYMENT', status: 'SUCCEEDED', outcome: 'succeeded', ...overrides };
}
