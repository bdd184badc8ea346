/** Where the calls of this run go. */
export interface Place {
  /** 12 digits; absent where AWS did not say. */
  readonly account?: string;
  readonly region: string;
  /** Neither the variables nor the profile name the Region: it is the environments’ own. */
  readonly assumed?: true;
  /** Another address than AWS's own, such as the local AWS's. */
  readonly endpoint?: string;
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
