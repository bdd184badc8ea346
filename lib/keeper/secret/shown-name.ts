import { keyNamed } from '../../catalogue/catalogue';

/** Words of letters, the last characters of which may be a short number (OAUTH2), as in the name of a setting. */
const LIKE_A_SETTING = /^[A-Z]{1,14}[0-9]{0,2}(_[A-Z]{1,14}[0-9]{0,2}|_[0-9]{1,2}){0,7}$/;
/**
 * How credentials of well-known issuers begin, as secret scanners know them (GitHub's "Supported secret scanning patterns",
 * AWS's "Unique identifiers"): upper-case spellings of them could pass for a name.
 */
const LIKE_A_CREDENTIAL = /^(AKIA|ASIA|ABIA|ACCA|AIZA|GH[OPRSU]_|GITHUB_PAT|GLPAT|XOX[ABEPRS]|SK_LIVE|RK_LIVE|EYJ)/;

/**
 * The name of a member as it may be shown: a secret can stand where a name belongs, after a slip at the console. Names that
 * the catalogue does not know are shown where they look like the name of a setting; otherwise only their length is.
 */
export function shownName(name: string): string {
  return keyNamed(name) !== undefined || (LIKE_A_SETTING.test(name) && !LIKE_A_CREDENTIAL.test(name))
    ? name
    : `(a name of ${name.length} characters)`;
}
