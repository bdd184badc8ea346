import {
  CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  type MetricFilter,
  paginateDescribeMetricFilters,
} from '@aws-sdk/client-cloudwatch-logs';
import { remembered } from '../../remembered';
import { ofEveryPage, saidOf, settings } from './of-each';
import { asJson, orNone, type Reader } from './reading';

/** Readers of the record: the trail, its log, and what counts in that. */
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
          }
        );
      }),
    },
    {
      what: 'the metric filters',
      read: async (deployed) => {
        const known = new Map<string, Promise<readonly MetricFilter[]>>();
        const filtersOf = (logGroupName: string) =>
          remembered(known, logGroupName, () =>
            ofEveryPage(
              paginateDescribeMetricFilters({ client: logs }, { logGroupName }),
              ({ metricFilters }) => metricFilters,
            ),
          );
        // Only in its log group is a filter's name its own.
        return await settings('AWS::Logs::MetricFilter', async (name, logicalId) => {
          const filters = await filtersOf(String(saidOf(deployed, logicalId, 'LogGroupName')));
          const filter = filters.find(({ filterName }) => filterName === name);
          return (
            filter && {
              FilterPattern: filter.filterPattern,
              MetricTransformations: asJson(filter.metricTransformations?.map(asSaid) ?? []),
              ApplyOnTransformedLogs: filter.applyOnTransformedLogs === true ? true : undefined,
            }
          );
        })(deployed);
      },
    },
  ];
}

/** A transformation by the names of a template. */
function asSaid({ dimensions, ...others }: NonNullable<MetricFilter['metricTransformations']>[number]) {
  const named = Object.entries(others).map(([key, value]) => [`${key.charAt(0).toUpperCase()}${key.slice(1)}`, value]);
  const by = Object.entries(dimensions ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return { ...Object.fromEntries(named), ...(by.length === 0 ? {} : { Dimensions: by }) };
}
