import type { ExpectedRow } from '../../../lib/access/expected-row';
import { EVERYONE, type Who } from '../../../lib/access/who';
import { type Request, requestsOf } from '../../../lib/review/simulation/requests';
import type { Resources } from '../../support/synthesized';
import { principals } from './principals';
import { simulate } from './simulate';

const IN_WORDS = { Allowed: 'yes', ExplicitlyDenied: 'denied', ImplicitlyDenied: 'no' } as const;

function expected({ allowed, denied = [] }: ExpectedRow, who: Who): string {
  if (allowed.includes(who)) {
    return IN_WORDS.Allowed;
  }
  return denied.includes(who) ? IN_WORDS.ExplicitlyDenied : IN_WORDS.ImplicitlyDenied;
}

/**
 * Every request to which the template's policies answer otherwise than `rows` say, in words.
 * @param isAsked which requests are simulated, by their words.
 */
export async function deviations(
  resources: Resources,
  rows: readonly ExpectedRow[],
  isAsked: (words: string) => boolean = () => true,
): Promise<string[]> {
  const everyone = principals(resources);
  const found: string[] = [];
  for (const row of rows) {
    const requests = (await requestsOf(row, rows)).filter((request) => isAsked(inWords(request)));
    for (const request of requests) {
      for (const who of EVERYONE) {
        const answer = IN_WORDS[await simulate(resources, everyone[who], request)];
        if (answer !== expected(row, who)) {
          found.push(`${inWords(request)} by ${who}: expected ${expected(row, who)}, got ${answer}`);
        }
      }
    }
  }
  return found;
}

function inWords({ action, on, how }: Request): string {
  return [action, `on the ${on}`, how].filter((part) => part !== '').join(' ');
}
