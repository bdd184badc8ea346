import { Annotations, Fn, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type AuditedEnvironment, type AuditedResources, auditContext, ofSameLengths } from '../../audit/audit-context';
import { DETECTIONS } from '../../audit/detections';
import { checkedPacking } from '../../audit/pattern-limits';
import { LONGEST_PLACE, type Place, regionalArn } from '../../environments/arn';
import type { AuditSettings } from '../../environments/audit-row';
import { auditNames, resourceNames } from '../../environments/names';
import { AlertRules } from './alert-rules';
import { AlertTopic } from './alert-topic';
import { AuditDashboard } from './audit-dashboard';
import { AuditTrail } from './audit-trail';
import { FailedDeliveries } from './failed-deliveries';
import { LogAlarms } from './log-alarms';
import { Substitution } from './substitution';

/** Where the trail delivers to, as far as it is in this account. */
type TrailResources = Pick<AuditedResources, 'bucketName' | 'logGroupName'>;

/** Properties of `AccessAudit`. */
export interface AccessAuditProps {
  readonly environment: AuditedEnvironment;
  readonly settings: AuditSettings;
  /** Complete ARN of the secret. */
  readonly secretArn: string;
  /**
   * Customer-managed key of the secret: changes of it raise an alert. With `encryptsTrail` its policy has
   * `trailKeyStatements`, and the trail's files are encrypted with it, else with S3's own key.
   * @default - AWS-managed keys
   */
  readonly encryptionKey?: { readonly arn: string; readonly id: string; readonly encryptsTrail: boolean };
}

/** Records every access to the secret, and tells of the unusual ones on two paths that do not depend on each other. */
export class AccessAudit extends Construct {
  /** Where alerts go. */
  readonly topicArn: string;
  /** The bucket of the stack's own trail, where it has one. */
  readonly bucketArn: string | undefined;

  constructor(scope: Construct, id: string, props: AccessAuditProps) {
    super(scope, id);
    const { environment, settings, secretArn, encryptionKey } = props;
    const { partition, account, region, stackId } = Stack.of(this);
    const place = { partition, account, region };
    const names = auditNames(environment.resourcePrefix);
    const asLong = ofSameLengths(environment);
    const longest = auditContext(LONGEST_PLACE, asLong, settings, longestResources({ ...props, environment: asLong }));
    const packing = checkedPacking(longest);

    const record = this.record(place, props);
    this.bucketArn = record.bucketName === undefined ? undefined : `arn:${partition}:s3:::${record.bucketName}`;
    const substitution = new Substitution(this);
    const named = (value: string) => substitution.reference(value);
    const { bucketName, logGroupName } = record;
    const patternPlace = { partition: named(partition), account: named(account), region: named(region) };
    const context = auditContext(patternPlace, environment, settings, {
      // An ARN's seventh part, which it has in common with those of the replicas.
      secretId: substitution.variable('SecretId', Fn.select(6, Fn.split(':', secretArn))),
      stackArn: named(stackId),
      ...(encryptionKey === undefined ? {} : { key: { arn: named(encryptionKey.arn), id: named(encryptionKey.id) } }),
      ...(bucketName === undefined ? {} : { bucketName: named(bucketName) }),
      ...(logGroupName === undefined ? {} : { logGroupName: named(logGroupName) }),
    });
    const { topicArn } = new AlertTopic(this, 'Topic', {
      place,
      names,
      environment: environment.name,
      subscriptions: settings.subscriptions,
    });
    this.topicArn = topicArn;
    const failed = new FailedDeliveries(this, 'FailedDeliveries', { place, names, topicArn });
    const about = { environment: environment.name, context, packing, substitution, topicArn };
    new AlertRules(this, 'Rules', { ...about, failedDeliveriesArn: failed.queueArn });
    if (logGroupName === undefined) {
      this.tellOfImmediatePathOnly(environment.name, settings);
      return;
    }
    const log = new LogAlarms(this, 'Log', { ...about, logGroupName });
    if (settings.dashboard) {
      const alarmNames = [...log.alarmNames, failed.alarmName];
      new AuditDashboard(this, 'Dashboard', { ...about, place, logGroupName, alarmNames });
    }
  }

  private record(place: Place, { environment, settings, encryptionKey }: AccessAuditProps): TrailResources {
    if (settings.trail.mode === 'existing') {
      return { logGroupName: settings.trail.logGroupName };
    }
    if (settings.trail.mode !== 'create') {
      return {};
    }
    const { bucketName, logGroupName } = new AuditTrail(this, 'Trail', {
      place,
      names: auditNames(environment.resourcePrefix),
      keeperArn: regionalArn(place, 'lambda', `function:${resourceNames(environment).keeperFunction}`),
      encryptionKeyArn: encryptionKey?.encryptsTrail === true ? encryptionKey.arn : undefined,
    });
    return { bucketName, logGroupName };
  }

  private tellOfImmediatePathOnly(environment: string, { trail }: AuditSettings): void {
    const missing = DETECTIONS.filter(({ path }) => path === 'log').map(({ id }) => id);
    const whose = trail.mode === 'organization' ? 'the organization has its log group' : 'it shares a trail';
    Annotations.of(this).addInfoV2(
      'kaizencoach:immediate-path-only',
      `${environment} is audited by EventBridge only, because ${whose}: nothing tells of ${missing.join(', ')}, and nothing ` +
        'stands in for an event that EventBridge loses',
    );
  }
}

/** Names at their longest, where CloudFormation and AWS choose them. */
function longestResources({ environment, settings, encryptionKey }: AccessAuditProps): AuditedResources {
  const { secretName, stackId } = environment;
  const { trail } = settings;
  const id = '0'.repeat(36);
  return {
    secretId: `${secretName}-000000`,
    stackArn: `${regionalArn(LONGEST_PLACE, 'cloudformation', `stack/${stackId}`)}/${id}`,
    ...(encryptionKey === undefined ? {} : { key: { id, arn: regionalArn(LONGEST_PLACE, 'kms', `key/${id}`) } }),
    ...(trail.mode === 'create' ? { bucketName: '0'.repeat(63), logGroupName: `${stackId}-${'0'.repeat(50)}` } : {}),
    ...(trail.mode === 'existing' ? { logGroupName: trail.logGroupName } : {}),
  };
}
