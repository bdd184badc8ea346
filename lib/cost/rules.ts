import * as v from 'valibot';
import { ASSUMED, type Year } from './assumptions';
import { PRICES } from './prices';

/** What one resource costs in a month of that year, in US dollars, by the name of the item. */
export type Rule = (properties: Properties, year: Year) => Readonly<Record<string, number>>;

const DAYS_OF_A_YEAR = 365;
/** KMS takes nothing for later rotations. */
const ROTATIONS_PAID = 2;

function key({ EnableKeyRotation, RotationPeriodInDays }: Properties, year: Year): Record<string, number> {
  const period = typeof RotationPeriodInDays === 'number' ? RotationPeriodInDays : DAYS_OF_A_YEAR;
  const rotations = EnableKeyRotation === true ? Math.floor((DAYS_OF_A_YEAR * (year - 1)) / period) : 0;
  return { 'customer-managed key': PRICES.key.usd + PRICES.keyRotation.usd * Math.min(rotations, ROTATIONS_PAID) };
}

function trail(properties: Properties, year: Year): Record<string, number> {
  const { hours, regions, logFilesEachHour, bucketGbEachMonth, logGbEachMonth, logMonths } = ASSUMED;
  const logFiles = hours * logFilesEachHour;
  const digests = properties['EnableLogFileValidation'] === true ? hours * regions : 0;
  const keyRequests = properties['KMSKeyId'] === undefined ? 0 : logFiles;
  const hasLogGroup = properties['CloudWatchLogsLogGroupArn'] !== undefined;
  return {
    'trail: files': ((logFiles + digests) / 1_000) * PRICES.bucketPuts.usd,
    'trail: their encryption': (keyRequests / 10_000) * PRICES.keyRequests.usd,
    'trail: their storage': bucketGbEachMonth * 12 * year * PRICES.bucketStorage.usd,
    'trail: log group': hasLogGroup
      ? logGbEachMonth * (PRICES.logIngestion.usd + logMonths * PRICES.logStorage.usd)
      : 0,
  };
}

/** An alarm over several metrics is paid for each. */
function alarm({ Metrics }: Properties): Record<string, number> {
  const metrics = Array.isArray(Metrics) ? Metrics.filter((metric: object) => 'MetricStat' in metric).length : 1;
  return { alarms: PRICES.alarm.usd * metrics };
}

/** A schedule invokes the keeper; a pattern of events costs nothing until it matches. */
function rule({ ScheduleExpression }: Properties): Record<string, number> {
  if (ScheduleExpression === undefined) {
    return {};
  }
  const { hours, weekly } = ASSUMED;
  const run =
    weekly.seconds * weekly.gb * PRICES.lambdaTime.usd +
    PRICES.lambdaRequests.usd / 1_000_000 +
    (weekly.secretCalls * PRICES.secretCalls.usd) / 10_000 +
    (weekly.mails * PRICES.mails.usd) / 100_000 +
    PRICES.dataEvents.usd / 100_000;
  return { 'weekly report': (hours / weekly.hoursBetween) * run };
}

function each(item: string, usd: number): Rule {
  return () => ({ [item]: usd });
}

const nothing: Rule = () => ({});

/** The item of a dashboard. */
export const DASHBOARD = 'dashboard';

/** What each type of resource costs while nothing happens. A type that is not here is an error: a cost would be missed. */
export const RULES: Readonly<Record<string, Rule>> = {
  'AWS::SecretsManager::Secret': each('secret', PRICES.secret.usd),
  'AWS::KMS::Key': key,
  'AWS::CloudTrail::Trail': trail,
  'AWS::Events::Rule': rule,
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::Dashboard': each(DASHBOARD, PRICES.dashboard.usd),
  // By use only: invocations, requests, messages, gigabytes, hours with data.
  'AWS::Lambda::Function': nothing,
  'AWS::Logs::LogGroup': nothing,
  'AWS::Logs::MetricFilter': nothing,
  'AWS::Logs::QueryDefinition': nothing,
  'AWS::S3::Bucket': nothing,
  'AWS::SNS::Topic': nothing,
  'AWS::SNS::Subscription': nothing,
  'AWS::SQS::Queue': nothing,
  // Never.
  'AWS::IAM::ManagedPolicy': nothing,
  'AWS::IAM::Policy': nothing,
  'AWS::IAM::Role': nothing,
  'AWS::Lambda::Permission': nothing,
  'AWS::Lambda::ResourcePolicy': nothing,
  'AWS::S3::BucketPolicy': nothing,
  'AWS::SecretsManager::ResourcePolicy': nothing,
  'AWS::SNS::TopicPolicy': nothing,
  'AWS::SQS::QueuePolicy': nothing,
};

/** The part of a template that costs. */
export const costedTemplateSchema = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown()), {}) }),
  ),
});

/** The part of a template that costs. */
export type CostedTemplate = v.InferOutput<typeof costedTemplateSchema>;

/** Properties of one resource. */
export type Properties = CostedTemplate['Resources'][string]['Properties'];
