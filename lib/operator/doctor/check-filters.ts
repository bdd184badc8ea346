import type { Subscription } from '../services/inspect-subscriptions';
import type { Inspection } from '../services/inspection';
import { type Finding, findingsOf, ok, problem } from './finding';

const CHECK = 'filters of who gets the alerts';

/**
 * What keeps alerts from those who are subscribed. Deploying again takes no filter away, with `--revert-drift` neither: drift is
 * of what the template says, and it says nothing of filters.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
 */
export async function examineFilters(
  subscriptions: readonly Subscription[],
  inspection: Inspection,
): Promise<readonly Finding[]> {
  const confirmed = subscriptions.flatMap(({ arn, endpoint }) => (arn === undefined ? [] : [{ arn, endpoint }]));
  // What cannot be asked of one hides nothing of the others.
  const asked = await Promise.all(
    confirmed.map(({ arn, endpoint }) =>
      findingsOf(CHECK, async () => ((await inspection.isFiltered(arn)) ? [filtered(arn, endpoint)] : [])),
    ),
  );
  // Why not is the same for all of them, mostly.
  const amiss = [...new Map(asked.flat().map((finding) => [finding.command ?? finding.cause, finding])).values()];
  return amiss.length > 0 || confirmed.length === 0
    ? amiss
    : [ok(CHECK, `none of the ${confirmed.length} confirmed subscriptions has one`)];
}

function filtered(arn: string, endpoint: string): Finding {
  return problem(
    CHECK,
    `${endpoint} gets only what a filter lets through: the alerts that it does not match are lost`,
    {
      run: `aws sns set-subscription-attributes --subscription-arn ${arn} --attribute-name FilterPolicy --attribute-value '{}'`,
    },
  );
}
