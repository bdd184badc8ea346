import type { NotCheckedReason } from '../contract/issuers';

/** A request to an issuer. Credentials may stand in its URL: nothing of it is ever shown. */
export interface IssuerRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: URL;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** An answer of HTTP status 200 to 299 or 400 to 499, but 429. `body` is undefined where it is not JSON. */
export interface IssuerReply {
  readonly status: number;
  readonly body: unknown;
}

/** There was no answer from which anything follows. */
export interface IssuerFault {
  readonly why: NotCheckedReason;
}

/** Sends a request, once. Whatever happens on the way is a fault, and never an error, which might hold the URL. */
export type Exchange = (request: IssuerRequest) => Promise<IssuerReply | IssuerFault>;

/** Whether nothing follows from what came. */
export function isFault(answer: IssuerReply | IssuerFault): answer is IssuerFault {
  return 'why' in answer;
}

/** An issuer answered in another form than it documents. */
export const NOT_UNDERSTOOD = { verdict: 'not-checked', why: 'not-understood' } as const;

/** A fault as a verdict. */
export function notChecked({ why }: IssuerFault) {
  return { verdict: 'not-checked', why } as const;
}
