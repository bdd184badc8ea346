import type { Tier } from '../environments/row';

/** Years of an environment's life whose cost is told: a key costs more when it has been rotated. */
export type Year = 1 | 3;

/** What an idle environment still does in a month: the app runs, nobody deploys, operates or attacks. */
export const ASSUMED = {
  hours: 730,
  /** Regions that every account has without asking; a multi-Region trail puts a digest an hour into the bucket for each. */
  regions: 17,
  /**
   * Files of a trail an hour. One each five minutes in the Region of the key: encrypting a file is an event, which makes the
   * next file. One an hour in us-east-1, where IAM and STS record.
   */
  logFilesEachHour: 13,
  /** Small objects; S3 moves none of this size to cheaper storage. */
  bucketGbEachMonth: 0.03,
  logGbEachMonth: 0.02,
  /** Months that a log group keeps. */
  logMonths: 12,
  /** The weekly report, at its worst: every issuer is slow, each key was made by another version, and somebody is told. */
  weekly: { hoursBetween: 168, seconds: 30, gb: 0.25, secretCalls: 100, mails: 1 },
} as const;

/** The same in words, for the documents. */
export const ASSUMPTIONS: readonly string[] = [
  'The app runs; nobody deploys, operates or attacks. The few reads, invocations and messages of that are below a cent.',
  'The trail is the account’s first: AWS delivers one copy of the management events free of charge and takes $2 for 100,000 events of each further copy. A second environment in the account should use the trail of the first.',
  `A month has ${ASSUMED.hours} hours. A trail puts a digest an hour into its bucket for each of the ${ASSUMED.regions} Regions that are on by default, and ${ASSUMED.logFilesEachHour} log files an hour: where a key of KMS encrypts them, each file is an event that makes the next one.`,
  `It records ${ASSUMED.bucketGbEachMonth * 1000} MB a month in the bucket (kept three years, so 12 months of it count in the first year and 36 in the third) and ${ASSUMED.logGbEachMonth * 1000} MB in the log group (kept ${ASSUMED.logMonths} months).`,
  'Metric filters cost only in hours in which their metric has data. EventBridge takes nothing for events of AWS services on the default bus; that this holds for read-only events too is not confirmed.',
  `The keeper makes its weekly report at its worst: ${ASSUMED.weekly.seconds} seconds, ${ASSUMED.weekly.secretCalls} calls to Secrets Manager, ${ASSUMED.weekly.mails} e-mail.`,
  'A key is rotated each 365 days, unless the template says otherwise.',
];

/**
 * Most that an idle month may cost, in US dollars, at list price, without a free tier and without the dashboard, which is the
 * row's choice: by year, because a key costs more when it has been rotated.
 */
export const MOST_PER_MONTH = {
  production: { 1: 2.5, 3: 4.5 },
  staging: { 1: 2.5, 3: 4.5 },
  demo: { 1: 0.6, 3: 0.6 },
} as const satisfies Record<Tier, Record<Year, number>>;
