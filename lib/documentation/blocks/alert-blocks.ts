import type { Detection } from '../../audit/detection';
import { DETECTIONS } from '../../audit/detections';
import { markdownTable } from '../markdown-table';
import { SEEN_COLUMN, scenariosOf } from './seen-blocks';

const PATHS = {
  immediate: 'EventBridge',
  log: 'log',
  both: 'EventBridge and log',
} as const satisfies Record<Detection['path'], string>;

/** What each alert means. */
export function alertsTable(): string {
  return markdownTable(
    ['alert', 'path', 'severity', 'what it means', 'what to do first', SEEN_COLUMN],
    DETECTIONS.map((detection) => [
      `[\`${detection.id}\`](runbook.md#${detection.id})`,
      PATHS[detection.path],
      detection.severity,
      meaningOf(detection),
      detection.procedure[0],
      scenariosOf(detection),
    ]),
  );
}

/** One section for each alert, under the anchor that its message names. */
export function alertProcedures(): string {
  return DETECTIONS.map((detection) =>
    [
      `### ${detection.id}`,
      `${meaningOf(detection)}. Severity: ${detection.severity}; path: ${PATHS[detection.path]}.`,
      detection.procedure.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    ].join('\n\n'),
  ).join('\n\n');
}

/** The alarms of the log path that stand for several alerts. */
export function groupAlarms(): string {
  return (['access', 'change'] as const)
    .map((group) => {
      const ids = DETECTIONS.filter(
        (detection) => 'alarm' in detection && detection.alarm === group && detection.path !== 'immediate',
      ).map(({ id }) => `[\`${id}\`](#${id})`);
      return [`### ${group}`, `The alarm of the log path for: ${ids.join(', ')}. It does not say for which.`].join(
        '\n\n',
      );
    })
    .join('\n\n');
}

function meaningOf(detection: Detection): string {
  return 'silentHours' in detection ? `${detection.meaning} for ${detection.silentHours} hours` : detection.meaning;
}
