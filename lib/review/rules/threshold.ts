import type { Json } from '../assembly/json';
import { numberIn } from '../normal/number';
import { gate, type Verdict } from './verdict';

/** Of each comparison, which thresholds go off sooner, and whether an hour in which nothing unusual happened leaves the alarm off. */
const COMPARISONS: Readonly<
  Record<string, readonly [sooner: 'lower' | 'higher', staysOff: (threshold: number) => boolean]>
> = {
  GreaterThanThreshold: ['lower', (threshold) => threshold >= 0],
  GreaterThanOrEqualToThreshold: ['lower', (threshold) => threshold > 0],
  LessThanThreshold: ['higher', (threshold) => threshold <= 1],
  LessThanOrEqualToThreshold: ['higher', (threshold) => threshold < 1],
};

/** What another threshold of an alarm does, which counts by whole numbers. An alarm tells when it goes off: one that stays on never tells again. */
export function ofThreshold(operator: Json | undefined, before: Json | undefined, after: Json | undefined): Verdict {
  const comparison = COMPARISONS[String(operator)];
  const [was, is] = [numberIn(before), numberIn(after)];
  const [sooner, staysOff] = comparison ?? [];
  if (staysOff === undefined || was === undefined || is === undefined || (sooner === 'lower' ? is >= was : is <= was)) {
    return gate('audit.detection', 'An alarm would go off later, or never.');
  }
  return staysOff(is)
    ? gate('audit.gained', 'An alarm would go off sooner.')
    : gate(
        'audit.path',
        'An alarm would go off also where nothing unusual happens: it would stay on, and tell nobody.',
      );
}
