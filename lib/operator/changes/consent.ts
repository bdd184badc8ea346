import { consequenceOf, GENERATED_KEYS } from '../../catalogue/catalogue';
import type { Plan } from '../../contract/operator-answer';
import type { Consents } from '../../contract/operator-request';
import type { Context } from '../context';
import { UsageError } from '../operator-error';
import { lines, toned } from '../rendering/view';
import { placeText } from '../services/place-text';
import { cancelled, needsAnswer } from '../terminal/terminal';

/** What the person said on the command line. */
export interface Answers {
  readonly yes: boolean;
  readonly invalidateGarminPasswords: boolean;
  readonly importGenerated?: boolean;
}

/**
 * Gets every consent that a plan needs, and the word to go ahead.
 * @throws OperatorError where the person says no; UsageError where nobody can be asked.
 */
export async function consentTo(
  plan: Plan,
  answers: Answers,
  environment: string,
  context: Context,
): Promise<Consents> {
  const needs = (consent: keyof Consents) => plan.needsConsents.includes(consent);
  if (needs('importGenerated') && answers.importGenerated !== true) {
    await agreeToImport(plan, answers, environment, context);
  }
  if (needs('invalidateGarminPasswords') && !answers.invalidateGarminPasswords) {
    await typeTheName(answers, environment, context);
  } else {
    await sayYes(answers, environment, context);
  }
  return {
    importGenerated: needs('importGenerated'),
    invalidateGarminPasswords: needs('invalidateGarminPasswords'),
  };
}

async function agreeToImport(
  { entries }: Plan,
  { yes }: Answers,
  environment: string,
  { terminal, services }: Context,
): Promise<void> {
  const set = entries.filter(({ key, action }) => action !== 'keep' && isGenerated(key)).map(({ key }) => key);
  if (yes || !terminal.interactive) {
    throw new UsageError({
      rule: 'needs-consent',
      reason: `${set.join(', ')}: the keeper draws these, and they would be set from outside; nothing was changed`,
      next: 'give --import-generated if that is what you want; otherwise leave these keys to the keeper',
    });
  }
  if (
    !(await terminal.confirm(
      `Set ${set.join(', ')}, which the keeper draws, from outside, in ${await placed(environment, services)}?`,
      false,
    ))
  ) {
    throw cancelled();
  }
}

function isGenerated(name: string): boolean {
  return GENERATED_KEYS.some((key) => key.name === name);
}

async function typeTheName(
  { yes }: Answers,
  environment: string,
  { terminal, output, services }: Context,
): Promise<void> {
  if (yes || !terminal.interactive) {
    throw new UsageError({
      rule: 'needs-consent',
      reason: `GARMIN_ENCRYPTION_KEY would change: ${consequenceOf('GARMIN_ENCRYPTION_KEY')}; nothing was changed`,
      next: 'give --invalidate-garmin-passwords if that is what you want',
    });
  }
  output.note(lines(toned('bad', `GARMIN_ENCRYPTION_KEY would change: ${consequenceOf('GARMIN_ENCRYPTION_KEY')}.`)));
  const where = await placed(environment, services);
  const name = await terminal.ask(`Type the environment’s name to go on, in ${where}:`);
  if (name.trim() !== environment) {
    throw cancelled();
  }
}

async function sayYes({ yes }: Answers, environment: string, { terminal, services }: Context): Promise<void> {
  if (yes) {
    return;
  }
  if (!terminal.interactive) {
    throw needsAnswer('--yes');
  }
  if (!(await terminal.confirm(`Change ${await placed(environment, services)} so?`, false))) {
    throw cancelled();
  }
}

/** An environment, and where it is. */
async function placed(environment: string, services: Context['services']): Promise<string> {
  return `${environment} (${placeText(await services.place())})`;
}
