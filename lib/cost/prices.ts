/** What AWS asks for one unit, in US dollars. */
export interface Price {
  readonly usd: number;
  /** What is counted. */
  readonly unit: string;
  /** Where AWS says so. */
  readonly source: string;
}

/** Day on which the prices were written down. They were not read by a program: look at the sources before relying on them. */
export const PRICES_OF = '2026-11-24';

/** List prices in eu-west-1, without free tier and tax. */
export const PRICES = {
  secret: { usd: 0.4, unit: 'secret and month', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  key: { usd: 1, unit: 'customer-managed key and month', source: 'https://aws.amazon.com/kms/pricing/' },
  keyRotation: {
    usd: 1,
    unit: 'rotation of a key and month, for its first two rotations',
    source: 'https://aws.amazon.com/kms/pricing/',
  },
  keyRequests: { usd: 0.03, unit: '10,000 requests to KMS', source: 'https://aws.amazon.com/kms/pricing/' },
  alarm: {
    usd: 0.1,
    unit: 'standard-resolution alarm metric and month',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  dashboard: { usd: 3, unit: 'dashboard and month', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  logIngestion: { usd: 0.57, unit: 'GB put into a log group', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  logStorage: { usd: 0.03, unit: 'GB and month in a log group', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  bucketPuts: { usd: 0.005, unit: '1,000 files put into S3', source: 'https://aws.amazon.com/s3/pricing/' },
  bucketStorage: { usd: 0.023, unit: 'GB and month in S3 Standard', source: 'https://aws.amazon.com/s3/pricing/' },
  lambdaTime: { usd: 0.0000166667, unit: 'GB-second of a function', source: 'https://aws.amazon.com/lambda/pricing/' },
  lambdaRequests: { usd: 0.2, unit: '1,000,000 invocations', source: 'https://aws.amazon.com/lambda/pricing/' },
  secretCalls: { usd: 0.05, unit: '10,000 calls', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  mails: { usd: 2, unit: '100,000 e-mails', source: 'https://aws.amazon.com/sns/pricing/' },
  dataEvents: {
    usd: 0.1,
    unit: '100,000 data events of a trail',
    source: 'https://aws.amazon.com/cloudtrail/pricing/',
  },
} as const satisfies Record<string, Price>;
