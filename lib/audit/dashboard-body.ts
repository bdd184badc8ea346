import type { AuditContext } from './audit-context';
import { DETECTIONS } from './detections';

/** What the dashboard needs beside the context. */
export interface DashboardOptions {
  readonly environment: string;
  readonly region: string;
  readonly logGroupName: string;
  readonly alarmArns: readonly string[];
}

/** A query of Logs Insights over the trail's records. */
const QUERIES = [
  {
    title: 'Reads of the value, by principal',
    query: (mine: string) =>
      `filter eventName = "GetSecretValue" and not ispresent(errorCode) and ${mine}
| stats count(*) as reads by coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn) as principal
| sort reads desc`,
  },
  {
    title: 'Denied attempts',
    query: (mine: string) =>
      `filter errorCode like /^AccessDenied/ and ${mine}
| fields @timestamp, eventName, userIdentity.arn, sourceIPAddress
| sort @timestamp desc`,
  },
  {
    title: 'Changes of the secret',
    query: (mine: string) =>
      `filter eventSource = "secretsmanager.amazonaws.com" and readOnly = 0 and ${mine}
| fields @timestamp, eventName, userIdentity.arn, userIdentity.invokedBy, errorCode
| sort @timestamp desc`,
  },
] as const;

/** The dashboard of an environment, as CloudWatch takes it. */
export function dashboardBody(context: Pick<AuditContext, 'secretName'>, options: DashboardOptions): object {
  const { environment, region, logGroupName, alarmArns } = options;
  const name = context.secretName.replace(/[/.+]/g, '\\$&');
  const mine = `(requestParameters.secretId like /${name}/ or errorMessage like /${name}/)`;
  return {
    start: '-P1W',
    widgets: [
      { type: 'text', x: 0, y: 0, width: 24, height: 4, properties: { markdown: legend(environment) } },
      {
        type: 'alarm',
        x: 0,
        y: 4,
        width: 24,
        height: 2,
        properties: { title: 'Alarms', alarms: alarmArns },
      },
      ...QUERIES.map(({ title, query }, index) => ({
        type: 'log',
        x: index * 8,
        y: 6,
        width: 8,
        height: 8,
        properties: { title, region, view: 'table', query: `SOURCE '${logGroupName}' | ${query(mine)}` },
      })),
    ],
  };
}

function legend(environment: string): string {
  const links = DETECTIONS.map(({ id }) => `\`${id}\``).join(' ');
  return `# ${environment}: who touches the secret\nWhat each alert means and what to do: docs/runbook.md, by the name of the alert: ${links}`;
}
