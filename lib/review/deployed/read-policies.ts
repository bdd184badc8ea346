import { GetPolicyCommand, GetPolicyVersionCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetPolicyCommand as GetFunctionPolicyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { isList } from '../assembly/json';
import type { Deployed } from './concrete';
import { orGone, saidOf, settings } from './of-each';
import { documentIn, type Reader } from './reading';

/** Readers of the policies that stand in the template as resources of their own, and hold one document each. */
export function policyReaders(region: string): Reader[] {
  const lambda = new LambdaClient({ region });
  const iam = new IAMClient({ region });
  const s3 = new S3Client({ region });
  const sqs = new SQSClient({ region });
  return [
    {
      what: 'the keeper’s policy',
      read: documents('AWS::Lambda::ResourcePolicy', 'ResourceArn', async (FunctionName) => {
        const { Policy } = await lambda.send(new GetFunctionPolicyCommand({ FunctionName }));
        return Policy;
      }),
    },
    {
      what: 'the managed policies',
      read: documents('AWS::IAM::ManagedPolicy', undefined, async (PolicyArn) => {
        const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
        const version = { PolicyArn, VersionId: Policy?.DefaultVersionId };
        const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand(version));
        return PolicyVersion?.Document;
      }),
    },
    {
      what: 'the policy of the trail’s bucket',
      read: documents('AWS::S3::BucketPolicy', 'Bucket', async (Bucket) => {
        const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
        return Policy;
      }),
    },
    {
      what: 'the queue’s policy',
      read: documents('AWS::SQS::QueuePolicy', 'Queues', async (QueueUrl) => {
        const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
        return Attributes?.['Policy'];
      }),
    },
  ];
}

/**
 * Reads the document of every policy of a type.
 * @param holder property that names what has the policy; undefined where the policy itself is asked.
 * @param read gives the document as text, or undefined where there is none.
 */
export function documents(
  type: string,
  holder: string | undefined,
  read: (physical: string) => Promise<string | undefined>,
): Reader['read'] {
  return settings(type, async (physical, logicalId, deployed) => {
    const text = await orGone(read(holder === undefined ? physical : heldBy(logicalId, holder, deployed)));
    return { PolicyDocument: documentIn(text, `a policy of ${type}`) };
  });
}

/** Physical id or ARN of what has a policy: the first, where the policy is that of several. */
function heldBy(logicalId: string, holder: string, deployed: Deployed): string {
  const said = saidOf(deployed, logicalId, holder);
  const [first] = isList(said) ? said : [said];
  return typeof first === 'string' ? first : '';
}
