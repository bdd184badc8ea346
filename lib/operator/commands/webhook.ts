import * as v from 'valibot';
import { callbackOf, type Issuers } from '../../contract/issuers';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import { command } from '../command-line/command';
import type { Context } from '../context';
import { stravaFindings } from '../doctor/check-issuers';
import { environmentGiven } from '../names';
import { UsageError } from '../operator-error';
import { heading, lines, type Result, toned } from '../rendering/view';
import type { Keeper } from '../services/keeper';
import { cancelled } from '../terminal/terminal';

const HOST = /^[a-z0-9.-]{1,253}$/;

interface Wishes {
  readonly force: boolean;
  readonly foreignHost?: string | undefined;
  readonly yes: boolean;
}

/** Shows Strava's webhook subscription, or makes it anew. */
export const webhook = command({
  name: 'webhook',
  summary: 'Strava’s webhook subscription: show where it leads, or renew it with the token of the secret',
  arguments: ['<environment>', '<action>'],
  options: [
    { flags: '--force', description: 'renew it also where it is right, such as to prove a new token' },
    { flags: '--foreign-host <host>', description: 'agree that a subscription to a callback at this host is deleted' },
    { flags: '-y, --yes', description: 'do it without asking (for scripts)' },
  ],
  examples: [
    { line: 'webhook staging show', does: 'the keeper asks Strava and the app; nobody sees a value' },
    { line: 'webhook staging renew', does: 'nothing is deleted unless the app answers Strava’s challenge' },
  ],
  input: v.object({
    environment: v.string(),
    action: v.string(),
    force: v.optional(v.boolean(), false),
    foreignHost: v.optional(v.string()),
    yes: v.optional(v.boolean(), false),
  }),
  run: async ({ environment, action, ...wishes }, context) => {
    const row = environmentGiven(environment);
    const keeper = await context.services.keeper(row);
    if (action !== 'show' && action !== 'renew') {
      throw new UsageError({
        rule: 'usage',
        reason: `there is no such action (length ${action.length})`,
        next: `npx kaizencoach-secrets webhook ${row.name} show, or renew`,
      });
    }
    const issuers = await context.terminal.progress.during(`the keeper of ${row.name} asks Strava and the app`, () =>
      keeper.askIssuers(ENVIRONMENTS.map(({ domain }) => domain)),
    );
    return action === 'show' ? shown(issuers, row) : renewed(keeper, issuers, wishes, context);
  },
});

function shown(issuers: Issuers, row: Environment): Result {
  const findings = stravaFindings(issuers, row);
  const { stravaCredentials, callback, subscription } = issuers;
  return {
    failed: findings.some(({ verdict }) => verdict !== 'ok'),
    data: { environment: row.name, stravaCredentials, callback, subscription },
    view: [
      heading(`${row.name}: Strava’s webhook subscription`),
      lines(
        ...findings.flatMap(({ check, verdict, cause, next }) => [
          toned(verdict === 'ok' ? 'good' : verdict === 'problem' ? 'bad' : 'quiet', `${verdict}: ${check}`),
          `    ${cause}`,
          ...(next === undefined ? [] : [`    next: ${next}`]),
        ]),
      ),
    ],
  };
}

async function renewed(keeper: Keeper, issuers: Issuers, wishes: Wishes, context: Context): Promise<Result> {
  const { name, domain } = keeper.environment;
  const { verdict } = issuers.subscription;
  const isChange = verdict !== 'ours' || wishes.force;
  const foreignHost = verdict === 'elsewhere' ? await foreignHostOf(wishes, name, context) : undefined;
  if (isChange) {
    await agree(wishes, `Make Strava send its events to ${callbackOf(domain)}?`, context);
  }
  const { result } = await context.terminal.progress.during(`the keeper of ${name} is at work`, () =>
    keeper.renewWebhook({ force: wishes.force, ...(foreignHost === undefined ? {} : { foreignHost }) }),
  );
  const text = {
    'left-alone': 'the subscription is right and was left alone; --force makes it anew',
    created: `done: a subscription to ${callbackOf(domain)} was made`,
    replaced: `done: the subscription was deleted and made anew, to ${callbackOf(domain)}`,
  }[result];
  return { data: { environment: name, result, changed: result !== 'left-alone' }, view: [lines(toned('good', text))] };
}

/** The consent to delete a foreign subscription is its host, which the keeper compares: nobody deletes one unawares. */
async function foreignHostOf({ foreignHost, yes }: Wishes, name: string, { terminal }: Context): Promise<string> {
  if (foreignHost === undefined && (yes || !terminal.interactive)) {
    throw new UsageError({
      rule: 'needs-consent',
      reason: 'the subscription leads to another callback, which would get no more events; nothing was changed',
      next: `npx kaizencoach-secrets webhook ${name} show, and give --foreign-host <its host> where that one may go`,
    });
  }
  const question = 'The subscription leads to another callback. To delete it, type that callback’s host:';
  const host = (foreignHost ?? (await terminal.ask(question))).trim().toLowerCase();
  if (!HOST.test(host)) {
    throw new UsageError({
      rule: 'usage',
      reason: `that is no host name (length ${host.length}); nothing was changed`,
      next: 'give the host alone, such as old.example.com',
    });
  }
  return host;
}

async function agree({ yes }: Wishes, question: string, { terminal }: Context): Promise<void> {
  if (yes) {
    return;
  }
  if (!terminal.interactive) {
    throw new UsageError({
      rule: 'needs-answer',
      reason: 'this changes the subscription and there is no terminal to ask at; nothing was changed',
      next: 'give --yes',
    });
  }
  if (!(await terminal.confirm(question, false))) {
    throw cancelled();
  }
}
