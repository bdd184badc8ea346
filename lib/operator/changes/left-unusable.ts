import { isRequired, keyNamed } from '../../catalogue/catalogue';
import type { Plan } from '../../contract/operator-answer';
import { lines, toned, type View } from '../rendering/view';
import { keptMalformed } from './plan-view';

/** A key that a plan leaves without a value that the app can use. */
export interface LeftUnusable {
  readonly key: string;
  readonly state: 'missing' | 'malformed';
  /** What goes on; FILE is for a person to name. */
  readonly next: string;
}

/** The keys that a recovery leaves so, which no version can give back, with the commands that bring a value from elsewhere. */
export function leftUnusable(plan: Plan, environment: string): readonly LeftUnusable[] {
  const left = (state: LeftUnusable['state']) => (key: string) => ({
    key,
    state,
    next: wayOn(key, state, environment),
  });
  return [...plan.missing.map(left('missing')), ...keptMalformed(plan).map(left('malformed'))];
}

/** What remains to be done, for people. */
export function leftUnusableView(left: readonly LeftUnusable[]): readonly View[] {
  return left.map(({ key, state, next }) =>
    lines(toned('bad', `${key} is ${state}, and ${whyLeft(key)}`), `  next: ${next}`),
  );
}

/** Why a recovery leaves a key as it is. */
export function whyLeft(name: string): string {
  return isRequired(name)
    ? 'no version that counts has a usable value of it'
    : 'a recovery brings back required keys only';
}

function wayOn(name: string, state: LeftUnusable['state'], environment: string): string {
  const key = keyNamed(name);
  if (key?.origin === 'external') {
    return `npx kaizencoach-secrets populate ${environment}`;
  }
  if (key?.generate === undefined) {
    return `npx kaizencoach-secrets populate ${environment} --set ${name}=@FILE`;
  }
  const anew =
    state === 'malformed'
      ? `npx kaizencoach-secrets rotate ${environment} ${name}, which draws another`
      : `npx kaizencoach-secrets populate ${environment} --set ${name}=@FILE --import-generated`;
  return `npx kaizencoach-secrets restore ${environment} FILE --identity FILE; where no backup has it: ${anew}`;
}
