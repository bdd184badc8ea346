import type { Environment } from '../environments/row';
import { ENVIRONMENTS } from '../environments/rows';
import { sharingVerdict } from './compare/shared-keys';
import type { Context } from './context';
import { OperatorError, UsageError } from './operator-error';
import { lines, toned } from './rendering/view';

/** What is known of the other environments' Strava apps. */
export interface ClientIdCheck {
  /** Environments that may share it, and do. */
  readonly shared: readonly string[];
  /** Environments whose app is not known, and why. */
  readonly notChecked: readonly { readonly environment: string; readonly reason: string }[];
}

/**
 * Compares a Strava client id with those of all other environments that the caller may ask.
 * @throws UsageError where it is one that this environment must not share.
 */
export function checkClientId(clientId: string, environment: Environment, context: Context): Promise<ClientIdCheck> {
  return comparedWithOthers(clientId, environment, context, (other) => ({
    reason: `STRAVA_CLIENT_ID ${clientId} is the Strava app of ${other}; ${environment.name} needs its own, whose callback domain is ${environment.domain}`,
    next: 'create an API application for this domain: https://www.strava.com/settings/api',
  }));
}

/**
 * The same of the client id in a backup, which tells whose backup it is.
 * @throws UsageError where it is one that this environment must not share.
 */
export function checkClientIdOfBackup(
  clientId: string,
  environment: Environment,
  context: Context,
): Promise<ClientIdCheck> {
  return comparedWithOthers(clientId, environment, context, (other) => ({
    reason: `the backup holds STRAVA_CLIENT_ID ${clientId}, the Strava app of ${other}, which ${environment.name} must not share; nothing was changed`,
    next: `give a backup of ${environment.name}; if this is one, ${other} has the wrong app, and is mended first: npx kaizencoach-secrets populate ${other} --set STRAVA_CLIENT_ID=@FILE`,
  }));
}

/** What people are told of the comparison. */
export function noteClientIdCheck({ shared, notChecked }: ClientIdCheck, { output }: Pick<Context, 'output'>): void {
  const uses = shared.length === 1 ? 'uses' : 'use';
  const reasons = notChecked.map(({ environment, reason }) => `${environment} (${reason})`).join(', ');
  const found = [
    ...(shared.length === 0 ? [] : [toned('warning', `warning: ${shared.join(', ')} ${uses} the same Strava app`)]),
    ...(notChecked.length === 0 ? [] : [`Strava app not checked against: ${reasons}`]),
  ];
  if (found.length > 0) {
    output.note(lines(...found));
  }
}

async function comparedWithOthers(
  clientId: string,
  environment: Environment,
  context: Context,
  refusal: (other: string) => { readonly reason: string; readonly next: string },
): Promise<ClientIdCheck> {
  const others = ENVIRONMENTS.filter(({ name }) => name !== environment.name);
  const asked = await context.terminal.progress.during('asking the other environments for their Strava apps', () =>
    Promise.all(others.map((other) => ask(other, context))),
  );
  const same = asked.filter((answer) => 'clientId' in answer && answer.clientId === clientId);
  const refused = same.find(({ row }) => sharingVerdict([row.tier, environment.tier]) === 'refused');
  if (refused !== undefined) {
    throw new UsageError({ rule: 'shared-client-id', ...refusal(refused.row.name) });
  }
  return {
    shared: same.map(({ row }) => row.name),
    notChecked: asked.flatMap((answer) =>
      'reason' in answer ? [{ environment: answer.row.name, reason: answer.reason }] : [],
    ),
  };
}

type Asked = { readonly row: Environment } & ({ readonly clientId: string | undefined } | { readonly reason: string });

async function ask(row: Environment, { services }: Context): Promise<Asked> {
  try {
    const { stravaClientId: clientId, keys } = await (await services.keeper(row)).status();
    const isThere = keys.some(({ name, state }) => name === 'STRAVA_CLIENT_ID' && state !== 'missing');
    return clientId === undefined && isThere ? { row, reason: 'unusable-client-id' } : { row, clientId };
  } catch (error) {
    if (error instanceof OperatorError) {
      return { row, reason: error.rule };
    }
    throw error;
  }
}
