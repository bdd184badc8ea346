import type { OperatorAnswer } from '../../contract/operator-answer';
import type { Environment, Tier } from '../../environments/row';

/** Digests of an environment's keys, under the nonce of this run. */
export interface Compared {
  readonly environment: Pick<Environment, 'name' | 'tier'>;
  readonly fingerprints: Extract<OperatorAnswer, { outcome: 'fingerprints' }>['fingerprints'];
}

/** A key whose value more than one environment has. */
export interface SharedKey {
  readonly key: string;
  readonly environments: readonly string[];
  readonly verdict: SharingVerdict;
}

/** Production shares with nobody; staging and demos may, with a warning. */
export type SharingVerdict = 'refused' | 'warning';

/** How bad it is that environments of these tiers share a value. */
export function sharingVerdict(tiers: readonly Tier[]): SharingVerdict {
  return tiers.includes('production') ? 'refused' : 'warning';
}

/** The keys that environments share; one entry for each group that has the same value. */
export function sharedKeys(compared: readonly Compared[]): readonly SharedKey[] {
  const holders = new Map<string, { readonly key: string; readonly environments: Compared['environment'][] }>();
  for (const { environment, fingerprints } of compared) {
    const { digests, stravaClientId } = fingerprints;
    const values = { ...digests, ...(stravaClientId === undefined ? {} : { STRAVA_CLIENT_ID: stravaClientId }) };
    for (const [key, digest] of Object.entries(values)) {
      const group = holders.get(`${key} ${digest}`) ?? { key, environments: [] };
      group.environments.push(environment);
      holders.set(`${key} ${digest}`, group);
    }
  }
  return [...holders.values()]
    .filter(({ environments }) => environments.length > 1)
    .map(({ key, environments }) => ({
      key,
      environments: environments.map(({ name }) => name),
      verdict: sharingVerdict(environments.map(({ tier }) => tier)),
    }));
}
