/** Longer reasons are cut: the log has the whole. */
const LONGEST_REASON = 400;

/** `Stack | done/all | time | STATUS | type | construct (LogicalId) reason`, as `cdk deploy --progress events` prints it. */
const EVENT = /^(\S+) \| +(?:(\d+)\/(\d+) \| +)?[^|]+\| (\w+) +\| (\S+) +\| (\S+) (?:\(\S+\) )?(.*)$/;
/** What CloudFormation says of resources that failed only because another one did. */
const CANCELLED = /^Resource (creation|update|deletion) cancelled/;
const ERROR_LINE = /^\s*(?:❌|‣|\w*Error:)\s*(.+)/m;

/** How far the deployment of a stack is, where a line of the CDK's output tells. */
export function progressIn(line: string): string | undefined {
  const [, stack, done, all] = EVENT.exec(line) ?? [];
  return done === undefined ? undefined : `${stack}: ${done} of ${all} resources`;
}

/** What the CDK warns of, in number. */
export function warningsIn(output: string): number {
  return output.match(/^\s*WARNING /gm)?.length ?? 0;
}

/**
 * Why a command of the CDK failed, in a line or two: the resources that failed first, each with CloudFormation's reason; else
 * the error that it printed; else its last line.
 */
export function failureIn(output: string): string {
  const lines = output.split('\n');
  const failed = lines.flatMap((line) => {
    const [, stack, , , status = '', type, name, reason = ''] = EVENT.exec(line) ?? [];
    const isCause = status.endsWith('_FAILED') && name !== stack && !CANCELLED.test(reason);
    return isCause ? [`${name} (${type}): ${reason}`] : [];
  });
  // Each comes twice: when it happens, and in the list at the end.
  const causes = [...new Set(failed)].slice(0, 2);
  if (causes.length > 0) {
    return causes.map(cut).join('\n  ');
  }
  const [, error] = ERROR_LINE.exec(output) ?? [];
  const last = lines.filter((line) => line.trim() !== '').at(-1);
  return cut(error ?? last?.trim() ?? 'it printed nothing');
}

function cut(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)} …` : text;
}
