const PROBE = `
exports.handler = async (event) => {
  const env = process.env;
  if (event.ResponseURL) {
    const { StackId, RequestId, LogicalResourceId } = event;
    const Data = { Answered: new URL(event.ResponseURL).origin };
    const answer = { Status: 'SUCCESS', PhysicalResourceId: 'probe', StackId, RequestId, LogicalResourceId, Data };
    await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(answer) });
    return;
  }
  const proxies = Object.keys(env).filter((name) => /proxy/i.test(name));
  return { endpoint: env.AWS_ENDPOINT_URL, region: env.AWS_REGION, proxies, pid: process.pid };
};`;

const everyone = (Sid: string, Effect: string, Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid, Effect, Principal: '*', Action, Resource: '*' }],
});

/** A function with its role, as resources of a template. */
export function functionNamed(name: string) {
  return {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: { ZipFile: PROBE },
      },
    },
  };
}

/** A function that tells where it is led, and a custom resource that it answers. */
export function probe() {
  const ServiceToken = { 'Fn::GetAtt': ['Function', 'Arn'] };
  return {
    ...functionNamed('probe'),
    Probe: { Type: 'Custom::Probe', Properties: { ServiceToken, ServiceTimeout: '20' } },
  };
}

/** A secret without a value. */
export function secret(name: string) {
  return { Type: 'AWS::SecretsManager::Secret', Properties: { Name: name } };
}

/** A policy of a secret with one statement about everyone. */
export function secretPolicy(SecretId: unknown, sid: string, effect = 'Deny') {
  const ResourcePolicy = everyone(sid, effect, 'secretsmanager:GetSecretValue');
  return { Type: 'AWS::SecretsManager::ResourcePolicy', Properties: { SecretId, ResourcePolicy } };
}

/** A policy of a function with one statement that denies. */
export function functionPolicy(ResourceArn: unknown, sid: string) {
  const PolicyDocument = everyone(sid, 'Deny', 'lambda:InvokeFunction');
  return { Type: 'AWS::Lambda::ResourcePolicy', Properties: { ResourceArn, PolicyDocument } };
}

function trailWith(properties: object) {
  const basics = { TrailName: 'audit', S3BucketName: { Ref: 'Bucket' } };
  return {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'audit-bucket' } },
    Log: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'audit-log' } },
    Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { ...basics, ...properties } },
  };
}

/** A trail that uses every property of an audit, and `more`. */
export function trail(more: object = {}) {
  return trailWith({
    IsLogging: true,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Log', 'Arn'] },
    CloudWatchLogsRoleArn: 'arn:aws:iam::000000000000:role/audit',
    KMSKeyId: 'arn:aws:kms:eu-west-1:000000000000:key/1',
    AdvancedEventSelectors: [
      { Name: 'management', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] },
    ],
    Tags: [{ Key: 'owner', Value: 'team' }],
    ...more,
  });
}

/** The same trail with nothing but what it needs, and not logging. */
export function trailInOneRegion() {
  return trailWith({ IsLogging: false });
}

/** A bucket that expires its objects after some days, with `more` in its rule. */
export function bucket(days: number, more: object = {}) {
  const Rule = { DefaultRetention: { Mode: 'GOVERNANCE', Days: 30 } };
  const NoncurrentVersionTransitions = [{ StorageClass: 'GLACIER', TransitionInDays: 7 }];
  const rule = { Id: 'old', Status: 'Enabled', ExpirationInDays: days, NoncurrentVersionTransitions, ...more };
  const Properties = {
    BucketName: 'kept-bucket',
    VersioningConfiguration: { Status: 'Enabled' },
    LifecycleConfiguration: { Rules: [rule] },
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule },
    LoggingConfiguration: { DestinationBucketName: 'kept-bucket', LogFilePrefix: 'log/' },
  };
  return { Bucket: { Type: 'AWS::S3::Bucket', Properties } };
}

/** A topic encrypted with a key. */
export function topic(KmsMasterKeyId: string) {
  return { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'kept-topic', KmsMasterKeyId } } };
}
