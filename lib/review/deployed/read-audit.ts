import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { settings } from './of-each';
import { asJson, orNone, type Reader } from './reading';

/** Readers of the record: the trail and its log. */
export function auditReaders(region: string): Reader[] {
  const trails = new CloudTrailClient({ region });
  const logs = new CloudWatchLogsClient({ region });
  return [
    {
      what: 'the trail',
      read: settings('AWS::CloudTrail::Trail', async (Name) => {
        const { Trail = {} } = await trails.send(new GetTrailCommand({ Name }));
        const { IsLogging } = await trails.send(new GetTrailStatusCommand({ Name }));
        const { AdvancedEventSelectors = [] } = await trails.send(new GetEventSelectorsCommand({ TrailName: Name }));
        return {
          IsLogging: IsLogging === true,
          IsMultiRegionTrail: Trail.IsMultiRegionTrail === true,
          IncludeGlobalServiceEvents: Trail.IncludeGlobalServiceEvents === true,
          IsOrganizationTrail: Trail.IsOrganizationTrail === true,
          EnableLogFileValidation: Trail.LogFileValidationEnabled === true,
          S3BucketName: orNone(Trail.S3BucketName),
          S3KeyPrefix: orNone(Trail.S3KeyPrefix),
          SnsTopicName: orNone(Trail.SnsTopicARN),
          KMSKeyId: orNone(Trail.KmsKeyId),
          CloudWatchLogsLogGroupArn: orNone(Trail.CloudWatchLogsLogGroupArn),
          CloudWatchLogsRoleArn: orNone(Trail.CloudWatchLogsRoleArn),
          AdvancedEventSelectors: asJson(AdvancedEventSelectors),
        };
      }),
    },
    {
      what: 'the log groups',
      read: settings('AWS::Logs::LogGroup', async (name) => {
        const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
        const group = logGroups.find(({ logGroupName }) => logGroupName === name);
        return (
          group && {
            RetentionInDays: group.retentionInDays,
            LogGroupClass: group.logGroupClass,
            KmsKeyId: group.kmsKeyId,
            // Of a policy for all logs of the account too: filters see what is left.
            DataProtectionPolicy: orNone([
              ...(group.dataProtectionStatus === 'ACTIVATED' ? [group.dataProtectionStatus] : []),
              ...(group.inheritedProperties ?? []),
            ]),
          }
        );
      }),
    },
  ];
}
