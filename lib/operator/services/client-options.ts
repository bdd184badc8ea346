import { NodeHttpHandler } from '@smithy/node-http-handler';
import { REGION } from '../../environments/row';
import { type CallObserver, type Observable, observeCalls } from './observe-calls';

/** What every client of an AWS service has in common. */
export interface ClientOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Gets every call that was made, without what it carried. */
  readonly onCall: CallObserver;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
}

/** The part of an SDK client that this file sets up. */
interface Client extends Observable {
  readonly config: { region: string | (() => Promise<string>) };
}

/** Settings of a client: credentials, endpoint and profile are the SDK's own business. */
export interface ClientSettings {
  readonly region?: string;
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandler;
}

/** How patient a client is. */
export interface Patience {
  /** How often a request is sent. 1 for what changes something. @default 3 */
  readonly attempts?: number;
  /** @default 20 000 */
  readonly timeoutMs?: number;
  /** Ctrl-C ends its calls. @default true */
  readonly interruptible?: boolean;
}

/** The Region that the standard variables name. */
export function regionNamed(environment: NodeJS.ProcessEnv): string | undefined {
  return environment['AWS_REGION'] || environment['AWS_DEFAULT_REGION'] || undefined;
}

/**
 * Makes a client. Region: the standard variables, else the profile's, else the environments'.
 */
export async function client<C extends Client>(
  make: (settings: ClientSettings) => C,
  { environment, onCall, interrupted }: ClientOptions,
  { attempts = 3, timeoutMs = 20_000, interruptible = true }: Patience = {},
): Promise<C> {
  const limits = { connectionTimeout: 5_000, requestTimeout: timeoutMs, throwOnRequestTimeout: true };
  const requestHandler = new NotingHandler(interruptible ? interrupted : undefined, limits);
  const settings: ClientSettings = { maxAttempts: attempts, requestHandler };
  const named = regionNamed(environment);
  const made = make(named ? { ...settings, region: named } : settings);
  const client = named || (await hasRegion(made)) ? made : make({ ...settings, region: REGION });
  observeCalls(client, onCall);
  return client;
}

/** Notes where it sends, and ends what it sends when it is interrupted, whoever sends it. */
class NotingHandler extends NodeHttpHandler {
  readonly #interrupted: AbortSignal | undefined;
  origin: string | undefined;

  constructor(interrupted: AbortSignal | undefined, options: ConstructorParameters<typeof NodeHttpHandler>[0]) {
    super(options);
    this.#interrupted = interrupted;
  }

  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    const { protocol, hostname, port } = request;
    this.origin = `${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`;
    return super.handle(
      request,
      this.#interrupted === undefined ? options : { ...options, abortSignal: this.#interrupted },
    );
  }
}

/** The address that a client sent its last request to, where it is not AWS's own. */
export function foreignOrigin({
  config,
}: {
  readonly config: { readonly requestHandler: unknown };
}): string | undefined {
  const { requestHandler } = config;
  const origin = requestHandler instanceof NotingHandler ? requestHandler.origin : undefined;
  return origin === undefined || /\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(new URL(origin).hostname)
    ? undefined
    : origin;
}

/** Whether the profile names a region: the SDK rejects where nothing does. */
async function hasRegion({ config }: Client): Promise<boolean> {
  try {
    return typeof config.region === 'string' || (await config.region()) !== '';
  } catch {
    return false;
  }
}
