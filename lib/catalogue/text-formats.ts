import { malformed, VALID, type Verdict, weak } from './verdict';

/** Visible ASCII and space, as `curl`, HTTP headers and environment variables carry it unchanged. */
const PRINTABLE = /^[\x20-\x7e]+$/;

/** Applies `check` to a string and calls anything else malformed. */
export function text(check: (value: string) => Verdict): (value: unknown) => Verdict {
  return (value) => (typeof value === 'string' ? check(value) : malformed('must be a JSON string'));
}

/** A string that matches `pattern`; `rule` names the pattern in words. */
export function matching(pattern: RegExp, rule: string): (value: unknown) => Verdict {
  return text((value) => (pattern.test(value) ? VALID : malformed(`must be ${rule} (length ${value.length})`)));
}

/** Any printable string; weak under `recommended` characters. */
export function token(recommended: number): (value: unknown) => Verdict {
  return text((value) => {
    if (!PRINTABLE.test(value)) {
      return malformed(`must be printable characters without line breaks (length ${value.length})`);
    }
    return value.length < recommended
      ? weak(`${recommended} or more characters are recommended (length ${value.length})`)
      : VALID;
  });
}

/** Hexadecimal digits; another length than `usual` is a warning, since the issuing service decides. */
export function hexadecimal(usual: number): (value: unknown) => Verdict {
  return text((value) => {
    if (!/^[0-9a-fA-F]+$/.test(value)) {
      return malformed(`must be hexadecimal digits (length ${value.length})`);
    }
    return value.length === usual ? VALID : weak(`${usual} digits are usual (length ${value.length})`);
  });
}

/** A string of at least `minimum` printable characters. */
export function atLeast(minimum: number): (value: unknown) => Verdict {
  return text((value) =>
    PRINTABLE.test(value) && value.length >= minimum
      ? VALID
      : malformed(`must be ${minimum} or more printable characters (length ${value.length})`),
  );
}

/** One of the words given. */
export function oneOf(words: readonly string[]): (value: unknown) => Verdict {
  return text((value) => (words.includes(value) ? VALID : malformed(`must be one of ${words.join(', ')}`)));
}

/** An `https` URL in visible ASCII, without a user's name, which can make one host look like another. */
export const httpsUrl = text((value) => {
  const url = /^https:\/\/[\x21-\x7e]+$/.test(value) && URL.canParse(value) ? new URL(value) : undefined;
  return url?.username === '' && url.password === ''
    ? VALID
    : malformed(`must be an https URL in printable characters, without a user name (length ${value.length})`);
});
