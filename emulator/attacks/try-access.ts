import { EXPECTED_ACCESS } from '../../lib/access/expected-access';
import { EVERYONE } from '../../lib/access/who';
import { TRIED_AS, TRIED_ROWS } from './access-cells';
import type { Arena } from './arena';
import { isDenied } from './caller';
import { OWN_VARIABLES } from './deployed';
import { call } from './steps';

/** What trying a row came to. */
export interface TriedCells {
  readonly what: string;
  /** Cells tried. */
  readonly tried: number;
  /** Cells in which the call went otherwise than the table says: who, and how it went. */
  readonly otherwise: readonly string[];
}

/** Tries the access table with real calls, as everyone who can be played. */
export async function tryAccess({ player, caller, deployed }: Arena): Promise<readonly TriedCells[]> {
  const results: TriedCells[] = [];
  for (const row of TRIED_ROWS) {
    const expected = EXPECTED_ACCESS.find(({ what }) => what === row.what);
    if (expected === undefined) {
      throw new Error(`the access table has no row ${JSON.stringify(row.what)}`);
    }
    const { secretName, secretPolicy } = deployed;
    if (row.withoutSecretPolicy === true) {
      await caller.call(OWN_VARIABLES, call('secretsmanager', 'delete_resource_policy', { SecretId: secretName }));
    }
    const otherwise: string[] = [];
    let tried = 0;
    for (const who of EVERYONE) {
      const as = TRIED_AS[who];
      if (as !== undefined) {
        const answer = await caller.call(await player.credentials(as), row.call(deployed));
        tried += 1;
        if (isDenied(answer) === expected.allowed.includes(who)) {
          otherwise.push(`${who}: ${isDenied(answer) ? 'denied' : 'let through'}`);
        }
      }
    }
    if (row.withoutSecretPolicy === true) {
      const policy = { SecretId: secretName, ResourcePolicy: secretPolicy };
      await caller.call(OWN_VARIABLES, call('secretsmanager', 'put_resource_policy', policy));
    }
    results.push({ what: row.what, tried, otherwise });
  }
  return results;
}
