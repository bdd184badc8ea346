import { CATALOGUE } from '../catalogue/catalogue';
import { ENVIRONMENTS } from '../environments';
import { markdownTable } from './markdown-table';

/** The parts of the documents that repeat what the code knows, by the name in their markers. */
export const BLOCKS: Readonly<Record<string, () => string>> = {
  environments: () =>
    markdownTable(
      ['environment', 'stack', 'secret', 'domain', 'App Runner service', 'when the stack is deleted'],
      ENVIRONMENTS.map(({ name, stackId, secretName, domain, service, removal }) => [
        name,
        `\`${stackId}\``,
        `\`${secretName}\``,
        domain,
        `\`${service}\``,
        removal === 'retain' ? 'the secret stays' : 'the secret goes at once, without a recovery window',
      ]),
    ),
  keys: () =>
    markdownTable(
      ['key', 'what it is', 'required', 'origin', 'format', 'what changing it does'],
      CATALOGUE.map(({ name, summary, required, origin, format, consequence }) => [
        `\`${name}\``,
        summary,
        required ? 'yes' : 'no',
        origin,
        format,
        consequence,
      ]),
    ),
};
