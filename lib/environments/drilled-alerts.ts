import type { Environment } from './row';

/** The paths by which alerts come, as the documents call them. */
export type AlertPath = 'EventBridge' | 'log';

/** An alert that a drill waits for. */
export interface DrilledAlert {
  readonly path: AlertPath;
  /** Id of the detection on EventBridge, of the group's alarm on the log path. */
  readonly id: string;
}

/**
 * What a denied read and a denied batch raise: the log path only where the account has a log group for the environment.
 * The audit's own detections and modelled records say the same (test/audit/drilled-alerts.test.ts).
 */
export function drilledAlerts({ audit }: Pick<Environment, 'audit'>): readonly DrilledAlert[] {
  const { mode } = audit.trail;
  return [
    { path: 'EventBridge', id: 'denied' },
    { path: 'EventBridge', id: 'batch-read' },
    ...(mode === 'create' || mode === 'existing' ? [{ path: 'log', id: 'access' } as const] : []),
  ];
}

/** Whether a rule of this name belongs to a detection, which may have several, numbered from 2 on. */
export function isRuleOf(name: string, prefix: string, detection: string): boolean {
  const [, number] = name.split(`${prefix}-${detection}`);
  return name.startsWith(`${prefix}-${detection}`) && /^(-[0-9]+)?$/.test(number ?? '');
}
