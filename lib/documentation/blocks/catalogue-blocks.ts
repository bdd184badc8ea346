import { CATALOGUE } from '../../catalogue/catalogue';
import type { CatalogueKey, Origin } from '../../catalogue/catalogue-key';
import { markdownTable } from '../markdown-table';

/** Every key of the secret. */
export function keysTable(): string {
  return markdownTable(
    ['key', 'what it is', 'required', 'origin', 'format', 'what changing it does'],
    CATALOGUE.map(({ name, summary, required, origin, format, consequence }) => [
      `\`${name}\``,
      summary,
      required ? 'yes' : 'no',
      origin,
      format,
      consequence,
    ]),
  );
}

/** What to do for each key when it leaked or is due. */
export function rotationTable(): string {
  return markdownTable(
    ['key', 'a new value', 'what that does', 'due', 'code in a version id'],
    CATALOGUE.map((key, place) => [
      `\`${key.name}\``,
      NEW_VALUES[key.name] ?? BY_ORIGIN[key.origin](key),
      key.consequence,
      key.rotateAfterDays === undefined ? '–' : `after ${key.rotateAfterDays} days`,
      `\`${(2 ** place).toString(16).padStart(5, '0')}\``,
    ]),
  );
}

const RELOAD = 'then `reload`';

function populate({ name }: CatalogueKey): string {
  return `\`npx kaizencoach-secrets populate <environment> --set ${name}=@file\`, ${RELOAD}`;
}

function rotate({ name }: CatalogueKey): string {
  return `\`npx kaizencoach-secrets rotate <environment> ${name}\`, ${RELOAD}`;
}

/** How a key comes by a new value. */
const BY_ORIGIN = {
  generated: rotate,
  external: (key) => `make it at its issuer (${key.source}); ${populate(key)}`,
  derived: (key) => `not secret; where it changes: ${populate(key)}`,
  fixed: (key) => `not secret; where it changes: ${populate(key)}`,
  'runtime-setting': populate,
} as const satisfies Record<Origin, (key: CatalogueKey) => string>;

/** Where a key needs more than its origin says. */
const NEW_VALUES: Readonly<Record<string, string>> = {
  STRAVA_CLIENT_ID:
    'public: nothing to do when it leaks. Where the Strava app itself changes: `populate` the id and the secret together, then `reload`',
  STRAVA_VERIFY_TOKEN:
    '`npx kaizencoach-secrets rotate <environment> STRAVA_VERIFY_TOKEN`, then `reload`, then `npx kaizencoach-secrets webhook <environment> renew --force`, which proves it',
  GOOGLE_APPLICATION_CREDENTIALS_JSON:
    'add a new key to the service account; `npx kaizencoach-secrets populate <environment> --gcp-key-file key.json`, then `reload`, and only then delete the old key at Google',
  GARMIN_ENCRYPTION_KEY:
    '`npx kaizencoach-secrets rotate <environment> GARMIN_ENCRYPTION_KEY --invalidate-garmin-passwords`, then `reload`; never for age alone without telling the users',
  FEEDBACK_TRIGGER_SECRET:
    '`npx kaizencoach-secrets populate <environment> --set FEEDBACK_TRIGGER_SECRET=@file`, then `reload`, and give it to whatever calls the trigger',
};
