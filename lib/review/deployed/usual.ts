import type { Json } from '../assembly/json';

/** What AWS uses, by type and property, where a template says nothing: a reading of it tells of no change. */
export const USUAL: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'AWS::IAM::Role': { MaxSessionDuration: 3600 },
  'AWS::KMS::Key': { Enabled: true },
  'AWS::Lambda::Function': {
    TracingConfig: { Mode: 'PassThrough' },
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None' },
  },
  'AWS::CloudTrail::Trail': { IsOrganizationTrail: false },
  'AWS::Logs::LogGroup': { LogGroupClass: 'STANDARD' },
  'AWS::CloudWatch::Alarm': { ActionsEnabled: true },
  'AWS::SNS::Subscription': { RawMessageDelivery: false, FilterPolicyScope: 'MessageAttributes' },
  'AWS::SQS::Queue': { SqsManagedSseEnabled: true },
};
