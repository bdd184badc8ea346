import type { KeeperSettings } from '../../contract/keeper-settings';
import type { Exchange, IssuerFault, IssuerReply, IssuerRequest } from '../exchange';
import { GOOGLE_HOST } from './google-key';
import { STRAVA_HOST } from './strava';

/** Far more than any documented answer has. */
const MAX_BODY_BYTES = 65_536;

/**
 * Sends requests to the issuers' hosts and the app's own, and to no other: https, no redirect followed, one try, bounded time
 * and size. Where the row switches issuers off, or on a local AWS without a stand-in, nothing is sent at all.
 *
 * @param endpoint the value of AWS_ENDPOINT_URL in the function's environment; absent on AWS.
 * @param ended aborted when the invocation's time is over.
 */
export function httpsExchange(
  { ASK_ISSUERS, ISSUERS_ENDPOINT, DOMAIN }: KeeperSettings,
  endpoint: string | undefined,
  ended: AbortSignal,
): Exchange {
  return async (request) => {
    if (ASK_ISSUERS === 'no') {
      return { why: 'switched-off' };
    }
    if (ISSUERS_ENDPOINT === undefined && endpoint !== undefined) {
      return { why: 'local' };
    }
    if (!isAllowed(request.url, DOMAIN)) {
      throw new Error('a request to a host that is no issuer');
    }
    const url = ISSUERS_ENDPOINT === undefined ? request.url : standInFor(request.url, ISSUERS_ENDPOINT);
    const signal = AbortSignal.any([ended, AbortSignal.timeout(request.timeoutMs)]);
    try {
      return await send(url, request, signal);
    } catch {
      // What is thrown may hold the URL.
      return { why: signal.aborted ? 'too-slow' : 'no-connection' };
    }
  };
}

function isAllowed({ protocol, host, username, password }: URL, domain: string): boolean {
  const isPlain = username === '' && password === '';
  return protocol === 'https:' && isPlain && [STRAVA_HOST, GOOGLE_HOST, domain].includes(host);
}

/** A stand-in serves every host, each below a path of its name. */
function standInFor({ host, pathname, search }: URL, origin: string): URL {
  return new URL(`${origin}/${host}${pathname}${search}`);
}

async function send(
  url: URL,
  { method, form }: IssuerRequest,
  signal: AbortSignal,
): Promise<IssuerReply | IssuerFault> {
  const response = await fetch(url, {
    method,
    signal,
    redirect: 'manual',
    headers: { accept: 'application/json', 'user-agent': 'kaizencoach-secret-keeper' },
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
  const { status } = response;
  const why = faultOf(status);
  const text = why === undefined ? await boundedText(response) : undefined;
  // Ends the connection where the body was not read to its end.
  await response.body?.cancel().catch(() => undefined);
  if (why !== undefined) {
    return { why };
  }
  return text === undefined ? { why: 'too-long' } : { status, body: parsed(text) };
}

function faultOf(status: number): IssuerFault['why'] | undefined {
  if (status === 429) {
    return 'throttled';
  }
  if (status >= 500) {
    return 'issuer-fault';
  }
  return status >= 300 && status < 400 ? 'redirected' : undefined;
}

/** The body; undefined where it is longer than any documented one. */
async function boundedText({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
