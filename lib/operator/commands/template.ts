import * as v from 'valibot';
import { CATALOGUE } from '../../catalogue/catalogue';
import { command } from '../command-line/command';

/** Prints the JSON template of the keys that a person brings. */
export const template = command({
  name: 'template',
  summary: 'the JSON template of the keys a person brings',
  arguments: [],
  options: [],
  examples: [
    { line: 'template > staging-secrets.json', does: 'fill it in, then: populate staging --file staging-secrets.json' },
  ],
  isOffline: true,
  input: v.object({}),
  run: async () => {
    const external = CATALOGUE.filter(({ origin }) => origin === 'external');
    // Words that populate refuses, so that a template cannot be stored by mistake.
    const filled = Object.fromEntries(external.map(({ name, format }) => [name, `REPLACE_ME: ${format}`]));
    return { data: { template: filled }, view: [{ kind: 'raw', text: JSON.stringify(filled, null, 2) }] };
  },
});
