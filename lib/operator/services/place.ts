import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { REGION } from '../../environments/row';
import { type ClientOptions, client, foreignOrigin, regionNamed } from './client-options';
import type { Place } from './place-text';

/** Nobody waits longer for a line that only says where things are. */
const PATIENCE_MS = 3_000;

/**
 * Where the calls go. Whoever has credentials may ask whose they are: GetCallerIdentity needs no permission, and no policy can
 * deny it. What it does not answer is left out.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function place(options: ClientOptions): Promise<Place> {
  const limits = { attempts: 1, timeoutMs: PATIENCE_MS };
  let given: string | undefined;
  const sts = await client(
    (settings) => {
      given = settings.region;
      return new STSClient(settings);
    },
    options,
    limits,
  );
  const account = await sts.send(new GetCallerIdentityCommand({})).then(
    ({ Account }) => Account,
    () => undefined,
  );
  const region = await sts.config.region().catch(() => REGION);
  const isAssumed = given !== undefined && regionNamed(options.environment) === undefined;
  // The keeper's own address, where there is one; the SDK finds the common one in the variables and the profile.
  const endpoint = options.environment['AWS_ENDPOINT_URL_LAMBDA'] || foreignOrigin(sts);
  return {
    region,
    ...(isAssumed ? { assumed: true } : {}),
    ...(account === undefined ? {} : { account }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
