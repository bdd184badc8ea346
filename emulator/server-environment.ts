import { delimiter, dirname, join } from 'node:path';
import { REGION } from '../lib/environments/row';
import { LOOPBACK } from './ports';

/** What the emulator's process is told. */
export interface ServerSettings {
  readonly port: number;
  /** Folder for everything that it writes. */
  readonly stateDir: string;
  /** Shown by its health page: tells this emulator from another one on the same port. */
  readonly token: string;
  /** Ends with the process that started it. */
  readonly endsWithParent: boolean;
  /** Has a stand-in for Strava, Google and the app of its own. */
  readonly hasIssuers?: boolean | undefined;
  /** Stand-in for them elsewhere on the loopback address; without either the functions ask nobody. */
  readonly issuersEndpoint?: string | undefined;
  /** Whether IAM decides about every call. */
  readonly enforcesIam: boolean;
}

/**
 * The whole environment of the emulator's process. It inherits nothing but the search path: no credentials, no proxy, no
 * Docker, and no AWS_ENDPOINT_URL, from which ministack would take its functions' endpoint instead of from its own port.
 */
export function serverEnvironment(settings: ServerSettings): Record<string, string> {
  const { stateDir } = settings;
  return {
    // Functions run on the Node that runs this, whichever others are installed.
    PATH: [dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter),
    HOME: stateDir,
    TMPDIR: join(stateDir, 'tmp'),
    LANG: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    BIND_HOST: LOOPBACK,
    MINISTACK_HOST: LOOPBACK,
    GATEWAY_PORT: String(settings.port),
    MINISTACK_REGION: REGION,
    MINISTACK_EDITION: settings.token,
    STATE_DIR: join(stateDir, 'state'),
    S3_DATA_DIR: join(stateDir, 's3'),
    AUTH: String(settings.enforcesIam),
    CLOUDTRAIL_RECORDING: '1',
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
    LAMBDA_EXECUTOR: 'local',
    DOCKER_HOST: `unix://${join(stateDir, 'no-docker')}`,
    // Functions inherit it; no template sets it.
    ...(settings.issuersEndpoint === undefined ? {} : { ISSUERS_ENDPOINT: settings.issuersEndpoint }),
    ...(settings.hasIssuers ? { KAIZENCOACH_EMULATOR_ISSUERS: '1' } : {}),
    ...(settings.endsWithParent ? { KAIZENCOACH_EMULATOR_PARENT: '1' } : {}),
  };
}
