import { AccountRootPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type Place, regionalArn } from '../../environments/arn';

/**
 * What the policy of a key needs so that the trail called `trailName` can encrypt its files, and the account can let people
 * read them. CloudTrail names its trail in the encryption context, so none of it opens the secret.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function trailKeyStatements(place: Place, trailName: string): PolicyStatement[] {
  const trailArn = regionalArn(place, 'cloudtrail', `trail/${trailName}`);
  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  // A multi-Region trail delivers from every Region, under its ARN there.
  const { partition, account } = place;
  const inAnyRegion = regionalArn({ partition, account, region: '*' }, 'cloudtrail', `trail/${trailName}`);
  const ofTrail = { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': inAnyRegion } };
  return [
    new PolicyStatement({
      sid: 'TrailDescribesKey',
      effect: Effect.ALLOW,
      principals: [cloudTrail],
      actions: ['kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'TrailEncryptsFiles',
      effect: Effect.ALLOW,
      principals: [cloudTrail],
      actions: ['kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn }, ...ofTrail },
    }),
    new PolicyStatement({
      sid: 'AccountReadsFiles',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: ['kms:Decrypt'],
      resources: ['*'],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${place.region}.amazonaws.com` }, ...ofTrail },
    }),
  ];
}
