import * as v from 'valibot';
import type { OptionText } from '../command-line/command';

/** Options of every command that changes a secret. */
export const CHANGE_OPTIONS: readonly OptionText[] = [
  { flags: '-y, --yes', description: 'do it without asking (for scripts)' },
  { flags: '--dry-run', description: 'show the plan and change nothing' },
];

/** The consent without which no command replaces the Garmin key. */
export const GARMIN_OPTION: OptionText = {
  flags: '--invalidate-garmin-passwords',
  description: 'agree that every Garmin password that another key encrypted is then unreadable',
};

/** The consent without which no value from outside takes the place of one that the keeper draws. */
export const IMPORT_OPTION: OptionText = {
  flags: '--import-generated',
  description: 'agree that keys which the keeper draws are set from outside',
};

/** Form of these options. */
export const changeInput = {
  environment: v.string(),
  yes: v.optional(v.boolean(), false),
  dryRun: v.optional(v.boolean(), false),
  invalidateGarminPasswords: v.optional(v.boolean(), false),
};
