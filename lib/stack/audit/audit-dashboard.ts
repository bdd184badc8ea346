import { Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { AuditContext } from '../../audit/audit-context';
import { dashboardBody } from '../../audit/dashboard-body';
import { type Place, regionalArn } from '../../environments/arn';

/** Properties of `AuditDashboard`. */
export interface AuditDashboardProps {
  readonly place: Place;
  /** Name of the environment. */
  readonly environment: string;
  readonly context: Pick<AuditContext, 'names' | 'secretName'>;
  readonly logGroupName: string;
  readonly alarmNames: readonly string[];
}

/** Who read the value, who was denied, what was changed, and the state of the alarms. */
export class AuditDashboard extends Construct {
  constructor(scope: Construct, id: string, props: AuditDashboardProps) {
    super(scope, id);
    const { place, environment, context, logGroupName, alarmNames } = props;
    const body = dashboardBody(context, {
      environment,
      region: place.region,
      logGroupName,
      alarmArns: alarmNames.map((name) => regionalArn(place, 'cloudwatch', `alarm:${name}`)),
    });
    new CfnDashboard(this, 'Resource', {
      dashboardName: context.names.dashboard,
      dashboardBody: Stack.of(this).toJsonString(body),
    });
  }
}
