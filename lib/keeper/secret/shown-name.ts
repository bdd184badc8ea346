import { CATALOGUE } from '../../catalogue/catalogue';

const LIKE_A_SETTING = /^[A-Z][A-Z0-9_]{0,63}$/;
const LIKE_A_VALUE = /^[A-F0-9_]{16,}$/;

/**
 * The name of a member as it may be shown: a secret can stand where a name belongs, after a slip at the console. Names that
 * the catalogue does not know are shown where they look like the name of a setting; otherwise only their length is.
 */
export function shownName(name: string): string {
  const known = CATALOGUE.some((key) => key.name === name);
  return known || (LIKE_A_SETTING.test(name) && !LIKE_A_VALUE.test(name))
    ? name
    : `(a name of ${name.length} characters)`;
}
