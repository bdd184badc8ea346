import type { Environment } from '../../environments/row';
import type { AppLog } from './app-log';
import type { AppRunner } from './app-runner';
import type { ClientOptions } from './client-options';
import type { Inspection } from './inspection';
import type { Keeper } from './keeper';
import type { Place } from './place-text';

/** The AWS services that commands use. Each is loaded when it is first asked for: a start-up loads none. */
export interface Services {
  /** Uses this profile and Region from now on, as AWS_PROFILE and AWS_REGION would say it. */
  choose(place: { readonly profile?: string | undefined; readonly region?: string | undefined }): void;
  /** Where the calls go; asked once. */
  place(): Promise<Place>;
  keeper(environment: Environment): Promise<Keeper>;
  appRunner(): Promise<AppRunner>;
  appLog(): Promise<AppLog>;
  inspection(): Promise<Inspection>;
}

/** The real services. */
export function awsServices(options: ClientOptions): Services {
  let asked: Promise<Place> | undefined;
  const place = () => {
    asked ??= import('./place').then((module) => module.place(options));
    return asked;
  };
  return {
    choose: ({ profile, region }) => {
      Object.assign(
        options.environment,
        profile === undefined ? {} : { AWS_PROFILE: profile },
        region === undefined ? {} : { AWS_REGION: region },
      );
    },
    place,
    keeper: async (environment) => (await import('./keeper')).keeperOf(environment, options),
    appRunner: async () => (await import('./app-runner')).appRunner(options),
    appLog: async () => (await import('./app-log')).appLog(options),
    inspection: async () => (await import('./inspection')).inspection(options),
  };
}
