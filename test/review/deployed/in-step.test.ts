import { notCheckedOf } from '../../../lib/review/deployed/not-checked';
import { patched } from '../../../lib/review/deployed/patched';
import { readLive } from '../../../lib/review/deployed/readers';
import { ADOPTED, DESTROYED, ON_ECS, RETAINED } from '../../support/sample-environments';
import { answersOf } from './answers';
import { awsAnswers } from './aws-that-answers';
import { deployedTemplate, deployedTemplateOf } from './deployed-template';

const SAMPLES = Object.entries({ RETAINED, DESTROYED, ADOPTED, ON_ECS });

/** What the templates say and nobody reads. Whatever they get beside it has to be read, or to be put here by somebody. */
const NOT_READ = [
  ...['AWS::S3::Bucket', 'Custom::SecretNameReservation', 'Custom::SecretPolicyCheck', 'Custom::SecretSeed'],
  ...['`BlockPublicPolicy`', '`Code`', '`EnableKeyRotation`', '`PendingWindowInDays`', '`Tags`'],
  '`Description` of AWS::IAM::ManagedPolicy',
];

test.each(SAMPLES)(
  '%s: what runs as the template says is in step, and what of that is not read is named',
  async (_, row) => {
    const deployed = deployedTemplateOf(row);
    awsAnswers(answersOf(deployed));
    const live = await readLive(deployed);
    expect(live).toMatchObject({ notRead: [], gone: [] });
    expect(patched(deployed, live)).toEqual(deployed.template);
    const [types = '', ...properties] = notCheckedOf(deployed, live);
    const named = [...types.replace('what runs of the types ', '').split(', '), ...properties];
    expect(named.filter((each) => !NOT_READ.some((known) => each.startsWith(known)))).toEqual([]);
  },
);

test('a type and a property that nobody reads are named, whoever adds them', () => {
  const { template } = deployedTemplate({
    Resources: {
      Read: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'one', Threshold: 1, New: 1 } },
      Gone: { Type: 'AWS::CloudWatch::Alarm', Properties: { Other: 1 } },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 1 } },
      Metadata: { Type: 'AWS::CDK::Metadata' },
    },
  });
  const readings = [{ logicalId: 'Read', property: 'Threshold', live: undefined }];
  expect(notCheckedOf({ template }, { readings, extras: [], whole: [], gone: ['Gone'] })).toEqual([
    'what runs of the types AWS::SQS::Queue',
    '`New` of AWS::CloudWatch::Alarm',
  ]);
});
