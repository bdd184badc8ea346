import { CATALOGUE } from '../../catalogue/catalogue';
import type { CatalogueKey, Origin } from '../../catalogue/catalogue-key';
import { markdownTable } from '../markdown-table';

/** Every key of the secret. */
export function keysTable(): string {
  return markdownTable(
    ['key', 'what it is', 'required', 'origin', 'format', 'may be shared', 'what changing it does'],
    CATALOGUE.map(({ name, summary, required, origin, format, shareable, consequence }) => [
      `\`${name}\``,
      summary,
      required ? 'yes' : 'no',
      origin,
      format,
      shareable ? 'yes' : 'no',
      consequence,
    ]),
  );
}

/** Where each key comes from, and how a person gets it. */
export function sourcesTable(): string {
  return markdownTable(
    ['key', 'where it comes from', 'how to get it'],
    CATALOGUE.map((key) => [`\`${key.name}\``, key.source, HOW_TO_GET[key.name] ?? GOT_BY_ORIGIN[key.origin](key)]),
  );
}

/** How a person comes by a key. */
const GOT_BY_ORIGIN = {
  generated: ({ name }) =>
    `nothing to do: the first deployment draws it. A new one: \`npx kaizencoach-secrets rotate <environment> ${name}\``,
  external: () => 'ask its issuer, then `npx kaizencoach-secrets populate <environment>` asks for it',
  derived: () => 'nothing to do: the app works it out',
  fixed: () => 'nothing to do: the app has it',
  'runtime-setting': () => 'only where the app’s own default will not do: write it into a file and `populate` it',
} as const satisfies Record<Origin, (key: CatalogueKey) => string>;

/** Where a person must go somewhere else for it. */
const HOW_TO_GET: Readonly<Record<string, string>> = {
  STRAVA_CLIENT_ID:
    'sign in to Strava with the account of this environment’s app, open the page, make an application whose callback domain is the environment’s, or use the one there is; the number is public',
  STRAVA_CLIENT_SECRET:
    'on the same page, shown on request. Type it at the question of `npx kaizencoach-secrets populate <environment>`; never put it on a command line or into a chat',
  GOOGLE_APPLICATION_CREDENTIALS_JSON:
    'in the environment’s GCP project, open the service account that may use Vertex AI, add a key of the type JSON, and give the file as it was downloaded: `npx kaizencoach-secrets populate <environment> --gcp-key-file google.key --delete-file`',
};

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
    'add a new key to the service account; `npx kaizencoach-secrets populate <environment> --gcp-key-file google.key`, then `reload`, and only then delete the old key at Google',
  GARMIN_ENCRYPTION_KEY:
    '`npx kaizencoach-secrets rotate <environment> GARMIN_ENCRYPTION_KEY --invalidate-garmin-passwords`, then `reload`; never for age alone without telling the users',
  FEEDBACK_TRIGGER_SECRET:
    '`npx kaizencoach-secrets populate <environment> --set FEEDBACK_TRIGGER_SECRET=@file`, then `reload`, and give it to whatever calls the trigger',
};
