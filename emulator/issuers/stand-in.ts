import { createPublicKey, verify } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LoopbackServer } from '../loopback-server';

/** A subscription as Strava lists it. */
export interface Listed {
  readonly id: number;
  readonly callback_url: string;
}

/** Answers in the place of the documented one. */
export type Hostile = (response: ServerResponse, request: IncomingMessage) => void;

const HOSTS = { strava: 'www.strava.com', google: 'oauth2.googleapis.com' } as const;

/** Strava, Google and the app on one loopback port, as they document themselves; each can be made to misbehave. */
export class IssuersStandIn {
  readonly #server: LoopbackServer;
  readonly #domains: readonly string[];
  /** The pair that Strava knows. */
  pair = { clientId: '', clientSecret: '' };
  /** Strava has switched the application off. */
  isInactive = false;
  subscriptions: Listed[] = [];
  /** The token that the app has loaded. */
  loadedToken = '';
  /** The token that the app at a domain has loaded. */
  tokenLoadedBy = (_domain: string): Promise<string> => Promise.resolve(this.loadedToken);
  /** PEM of the keys that Google knows, by the address of the service account. */
  readonly publicKeys = new Map<string, string>();
  /** What Google takes for the time. */
  googleTime = () => Date.now();
  /** Method and path of what was asked, without the query. */
  readonly asked: string[] = [];
  /** By `<method> <host>`. */
  readonly hostile = new Map<string, Hostile>();
  #nextId = 120_475;

  /** @param domains host names of the app, one for each environment. */
  constructor(...domains: readonly string[]) {
    this.#domains = domains;
    this.#server = new LoopbackServer((request, body, response) => this.#answer(request, body, response));
  }

  async listen(): Promise<this> {
    await this.#server.listen();
    return this;
  }

  get origin(): string {
    return this.#server.origin;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  async #answer(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
    const [, host = '', ...path] = pathname.split('/');
    const method = request.method ?? '';
    this.asked.push(`${method} ${host}/${path.join('/')}`);
    const hostile = this.hostile.get(`${method} ${host}`);
    if (hostile !== undefined) {
      hostile(response, request);
    } else if (host === HOSTS.strava) {
      await this.#strava(method, path.at(-1) ?? '', method === 'POST' ? formOf(body) : searchParams, response);
    } else if (host === HOSTS.google) {
      json(response, ...this.#token(formOf(body)));
    } else if (this.#domains.includes(host) && path.join('/') === 'strava_webhook') {
      json(response, ...(await this.#challenge(host, searchParams)));
    } else {
      json(response, 404, {});
    }
  }

  /** https://developers.strava.com/docs/webhooks/ */
  async #strava(method: string, last: string, form: URLSearchParams, response: ServerResponse): Promise<void> {
    const { clientId, clientSecret } = this.pair;
    if (this.isInactive) {
      json(response, 403, fault('Forbidden', 'Application', 'Status', 'Inactive'));
    } else if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
      json(response, 401, fault('Authorization Error', 'Application', '', 'invalid'));
    } else if (method === 'GET') {
      json(response, 200, this.subscriptions);
    } else if (method === 'DELETE') {
      this.subscriptions = this.subscriptions.filter(({ id }) => id !== Number(last));
      response.writeHead(204).end();
    } else {
      json(response, ...(await this.#subscribe(form)));
    }
  }

  async #subscribe(form: URLSearchParams): Promise<[number, object]> {
    if (this.subscriptions.length > 0) {
      return [400, fault('Bad Request', 'PushSubscription', '', 'already exists')];
    }
    const callback = form.get('callback_url') ?? '';
    const asked = new URLSearchParams({ 'hub.verify_token': form.get('verify_token') ?? '' });
    const [status] = await this.#challenge(new URL(callback).host, asked);
    if (status !== 200) {
      return [400, fault('Bad Request', 'PushSubscription', 'callback url', 'GET to callback URL does not return 200')];
    }
    this.#nextId += 1;
    this.subscriptions = [{ id: this.#nextId, callback_url: callback }];
    return [201, { id: this.#nextId }];
  }

  async #challenge(domain: string, query: URLSearchParams): Promise<[number, object]> {
    return query.get('hub.verify_token') === (await this.tokenLoadedBy(domain))
      ? [200, { 'hub.challenge': query.get('hub.challenge') ?? '' }]
      : [403, { error: 'verification failed' }];
  }

  /** https://developers.google.com/identity/protocols/oauth2/service-account */
  #token(form: URLSearchParams): [number, object] {
    const [header = '', payload = '', signature = ''] = (form.get('assertion') ?? '').split('.');
    const { iss, aud, iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const known = this.publicKeys.get(iss);
    const now = this.googleTime() / 1_000;
    if (known === undefined) {
      return [400, { error: 'invalid_grant', error_description: 'Invalid grant: account not found' }];
    }
    if (Math.abs(now - iat) > 300 || exp - iat > 3_600) {
      const error_description =
        'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.';
      return [400, { error: 'invalid_grant', error_description }];
    }
    const content = Buffer.from(`${header}.${payload}`);
    const isSigned = verify('sha256', content, createPublicKey(known), Buffer.from(signature, 'base64url'));
    return isSigned && aud === 'https://oauth2.googleapis.com/token'
      ? [200, { access_token: 'ya29.token-of-the-stand-in', token_type: 'Bearer', expires_in: 3599 }]
      : [400, { error: 'invalid_grant', error_description: 'Invalid JWT Signature.' }];
  }
}

function formOf(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString('utf8'));
}

/** Strava's form of an error. */
export function fault(message: string, resource: string, field: string, code: string): object {
  return { message, errors: [{ resource, field, code }] };
}

/** Answers with JSON. */
export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
