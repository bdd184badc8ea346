import type { Environment, RuntimeKind } from '../../environments/row';
import type { AlertEvidence } from './alert-evidence';
import type { AppLog } from './app-log';
import type { AppService } from './app-service';
import type { Attempts } from './attempts';
import type { ClientOptions } from './client-options';
import type { Inspection } from './inspection';
import type { Keeper } from './keeper';
import type { Place } from './place-text';
import type { TrailRecords } from './trail-records';

/** The AWS services that commands use. Each is loaded when it is first asked for: a start-up loads none. */
export interface Services {
  /** Uses this profile and Region from now on, as AWS_PROFILE and AWS_REGION would say it. */
  choose(place: { readonly profile?: string | undefined; readonly region?: string | undefined }): void;
  /** Where the calls go; asked once. */
  place(): Promise<Place>;
  keeper(environment: Environment): Promise<Keeper>;
  /** The service that runs the environment's app; undefined where it is not there. */
  appService(environment: Environment): Promise<AppService | undefined>;
  appLog(): Promise<AppLog>;
  inspection(): Promise<Inspection>;
  attempts(): Promise<Attempts>;
  alertEvidence(): Promise<AlertEvidence>;
  trailRecords(): Promise<TrailRecords>;
}

type Finder = (name: string, options: ClientOptions) => Promise<AppService | undefined>;

const FINDERS: Readonly<Record<RuntimeKind, () => Promise<Finder>>> = {
  'app-runner': async () => (await import('./app-runner')).appRunnerService,
  'ecs-express': async () => (await import('./ecs-express')).expressService,
};

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
    appService: async ({ runtime, service }) => (await FINDERS[runtime]())(service, options),
    appLog: async () => (await import('./app-log')).appLog(options),
    inspection: async () => (await import('./inspection')).inspection(options),
    attempts: async () => (await import('./attempts')).attempts(options),
    alertEvidence: async () => (await import('./alert-evidence')).alertEvidence(options),
    trailRecords: async () => (await import('./trail-records')).trailRecords(options),
  };
}
