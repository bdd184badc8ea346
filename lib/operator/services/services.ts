import type { Environment } from '../../environments/row';
import type { AppLog } from './app-log';
import type { AppRunner } from './app-runner';
import type { ClientOptions } from './client-options';
import type { Inspection } from './inspection';
import type { Keeper } from './keeper';

/** The AWS services that commands use. Each is loaded when it is first asked for: a start-up loads none. */
export interface Services {
  keeper(environment: Environment): Promise<Keeper>;
  appRunner(): Promise<AppRunner>;
  appLog(): Promise<AppLog>;
  inspection(): Promise<Inspection>;
}

/** The real services. */
export function awsServices(options: ClientOptions): Services {
  return {
    keeper: async (environment) => (await import('./keeper')).keeperOf(environment, options),
    appRunner: async () => (await import('./app-runner')).appRunner(options),
    appLog: async () => (await import('./app-log')).appLog(options),
    inspection: async () => (await import('./inspection')).inspection(options),
  };
}
