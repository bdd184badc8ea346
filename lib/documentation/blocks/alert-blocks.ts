import type { Detection } from '../../audit/detection';
import { DETECTIONS } from '../../audit/detections';
import { ENVIRONMENTS } from '../../environments/rows';
import { markdownTable } from '../markdown-table';
import type { Templates } from '../synthesized-templates';
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

/** AWS's quotas: of a log group, and of an event bus, which can be raised. */
const MOST = { filters: 100, rules: 300 };

/** How many rules and filters each environment has, and how many environments have room for theirs. */
export function alertRoom(templates: Templates): string {
  const rows = ENVIRONMENTS.map(({ name, tier }) => ({
    name,
    tier,
    rules: countOf('AWS::Events::Rule', name, templates),
    filters: countOf('AWS::Logs::MetricFilter', name, templates),
  }));
  const isDemo = ({ tier }: (typeof rows)[number]) => tier === 'demo';
  const used = rows.filter((row) => !isDemo(row)).reduce((sum, { rules }) => sum + rules, 0);
  const demos = Math.floor((MOST.rules - used) / Math.max(...rows.filter(isDemo).map(({ rules }) => rules)));
  const sharing = Math.floor(MOST.filters / Math.max(...rows.map(({ filters }) => filters)));
  const table = markdownTable(
    ['environment', 'rules, with that of the weekly report', 'filters of the log path'],
    rows.map(({ name, rules, filters }) => [name, String(rules), String(filters)]),
  );
  return (
    `${table}\n\nSo ${sharing} environments can share a log group by \`existing\`, and beside production and staging ` +
    `one event bus has room for ${demos} demos.`
  );
}

function countOf(type: string, environment: string, templates: Templates): number {
  return Object.values(templates[environment]?.Resources ?? {}).filter(({ Type }) => Type === type).length;
}

function meaningOf(detection: Detection): string {
  return 'silentHours' in detection ? `${detection.meaning} for ${detection.silentHours} hours` : detection.meaning;
}
