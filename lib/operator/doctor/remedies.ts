import type { Finding } from './finding';

/** Commands in the order in which they help: the secret, its values, the stack, the app, and the proof. */
const ORDER = [
  /^aws secretsmanager restore-secret /,
  / recover /,
  / seed /,
  / populate /,
  /^npx cdk deploy /,
  /^aws (events (put|enable)-rule|cloudwatch enable-alarm-actions|sns set-subscription-attributes) /,
  / reload /,
  / verify /,
  / webhook /,
];

/** After these the app must read the secret again. */
const CHANGES_VALUES = /kaizencoach-secrets (recover|seed|populate) /;

/** Whether the app would not start, also after all commands that findings ask for. */
export function isBlocked(findings: readonly Finding[]): boolean {
  return findings.some(({ blocksReload }) => blocksReload === true);
}

/**
 * The commands that findings ask for: each once, in the order in which they help. While the app would not start it is not
 * started again: an instance that runs goes on.
 */
export function remedies(findings: readonly Finding[], environment: string): readonly string[] {
  const asked = new Set(findings.flatMap(({ command }) => command ?? []));
  const recovers = [...asked].some((command) => / recover /.test(command));
  // What seed adds, recover adds too; a deployment that reverts drift is a deployment.
  const needed = [...asked].filter(
    (command) => !(recovers && / seed /.test(command)) && !asked.has(`${command} --revert-drift`),
  );
  const reload = `npx kaizencoach-secrets reload ${environment}`;
  if (isBlocked(findings)) {
    return ordered(needed.filter((command) => command !== reload));
  }
  if (needed.some((command) => CHANGES_VALUES.test(command)) && !needed.includes(reload)) {
    needed.push(reload);
  }
  if (needed.includes(reload)) {
    needed.push(`npx kaizencoach-secrets verify ${environment}`);
  }
  return ordered(needed);
}

function ordered(commands: readonly string[]): readonly string[] {
  return [...commands].sort((one, other) => rank(one) - rank(other));
}

/** What is not in the list comes first: it shows more, and changes nothing. */
function rank(command: string): number {
  return ORDER.findIndex((pattern) => pattern.test(command));
}
