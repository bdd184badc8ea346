import { auditNames, resourceNames } from '../../environments/names';
import { ENVIRONMENTS } from '../../environments/rows';
import { COMMANDS } from '../../operator/commands';
import { markdownTable } from '../markdown-table';

/** The environments. */
export function environmentsTable(): string {
  return markdownTable(
    ['environment', 'stack', 'secret', 'domain', 'service', 'when the stack is deleted'],
    ENVIRONMENTS.map(({ name, stackId, secretName, domain, service, removal }) => [
      name,
      `\`${stackId}\``,
      `\`${secretName}\``,
      domain,
      `\`${service}\``,
      removal === 'retain' ? 'the secret stays' : 'the secret goes at once, without a recovery window',
    ]),
  );
}

/** The fixed names that a person needs at night. */
export function namesTable(): string {
  return markdownTable(
    ['environment', 'role of the app', 'keeper', 'topic, and trail where there is one', 'alarms and rules begin with'],
    ENVIRONMENTS.map((environment) => {
      const { instanceRole, keeperFunction } = resourceNames(environment);
      const { topic, prefix } = auditNames(environment.resourcePrefix);
      return [environment.name, ...[instanceRole, keeperFunction, topic, `${prefix}-`].map((name) => `\`${name}\``)];
    }),
  );
}

/** Every command of the operators, with its options. */
export function commandsTable(): string {
  return markdownTable(
    ['command', 'what it does', 'options'],
    COMMANDS.map(({ name, arguments: given, summary, options }) => [
      `\`${[name, ...given].join(' ')}\``,
      summary,
      options.map(({ flags }) => `\`${flags}\``).join(' ') || '–',
    ]),
  );
}
