import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { REGION } from '../../environments/row';
import { type ClientOptions, client } from './client-options';

/** Where the calls of this run go. */
export interface Place {
  /** 12 digits; absent where AWS did not say. */
  readonly account?: string;
  readonly region: string;
  /** Another address than AWS's own, such as the local AWS's. */
  readonly endpoint?: string;
}

/** Nobody waits longer for a line that only says where things are. */
const PATIENCE_MS = 3_000;

/**
 * Where the calls go. Whoever has credentials may ask whose they are: GetCallerIdentity needs no permission, and no policy can
 * deny it. What it does not answer is left out.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function place(options: ClientOptions): Promise<Place> {
  const limits = { attempts: 1, timeoutMs: PATIENCE_MS };
  const sts = await client((settings) => new STSClient(settings), options, limits);
  const account = await sts.send(new GetCallerIdentityCommand({})).then(
    ({ Account }) => Account,
    () => undefined,
  );
  const region = await sts.config.region().catch(() => REGION);
  // The keeper's own address, where there is one; the SDK finds the common one in the variables and the profile.
  const endpoint = options.environment['AWS_ENDPOINT_URL_LAMBDA'] || (await endpointOf(sts));
  return { region, ...(account === undefined ? {} : { account }), ...(endpoint === undefined ? {} : { endpoint }) };
}

/** A client after its first call, by which the SDK has looked for an address. */
interface Called {
  readonly config: {
    readonly endpoint?: () => Promise<{ readonly protocol: string; readonly hostname: string; readonly port?: number }>;
  };
}

/** The address that a client was told to use; undefined for AWS's own. */
export async function endpointOf({ config }: Called): Promise<string | undefined> {
  const found = await config.endpoint?.();
  return found && `${found.protocol}//${found.hostname}${found.port === undefined ? '' : `:${found.port}`}`;
}

/** Whether an address is the person's own machine. */
export function isLocal(endpoint: string | undefined): boolean {
  return endpoint !== undefined && /^https?:\/\/(127(\.[0-9]+){3}|localhost|\[::1\])(:|\/|$)/.test(endpoint);
}

/** A place in words, such as `account 111122223333, eu-west-1`. */
export function placeText({ account, region, endpoint }: Place): string {
  const where = `account ${account ?? 'unknown'}, ${region}`;
  return endpoint === undefined ? where : `${where}, ${isLocal(endpoint) ? 'local AWS' : 'endpoint'} ${endpoint}`;
}
