import { malformed, VALID, type Verdict } from './verdict';

const DECIMAL = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;

/** A number in `[minimum, maximum]`, as a JSON number or as the text of one: the app reads both. */
export function decimal(minimum: number, maximum: number): (value: unknown) => Verdict {
  return (value) => {
    const found = numeric(value);
    return found !== undefined && found >= minimum && found <= maximum
      ? VALID
      : malformed(`must be a number from ${minimum} to ${maximum}`);
  };
}

/** A whole number of at least `minimum`, as a JSON number or as the text of one. */
export function wholeNumber(minimum: number): (value: unknown) => Verdict {
  return (value) => {
    const found = numeric(value);
    return found !== undefined && Number.isSafeInteger(found) && found >= minimum
      ? VALID
      : malformed(`must be a whole number of at least ${minimum}`);
  };
}

function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : undefined;
}
