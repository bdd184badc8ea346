import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Conditions } from './permission';

/** Properties of `ServiceRole`. */
export interface ServiceRoleProps {
  readonly roleName: string;
  readonly description: string;
  /** The service that takes it on, such as `lambda.amazonaws.com`. */
  readonly service: string;
  /** When the service may. @default - always */
  readonly conditions?: Conditions;
  /** Each once. @default - none */
  readonly managedPolicyArns?: readonly string[];
}

/** A role that a service of AWS takes on. */
export class ServiceRole extends Construct {
  readonly roleArn: string;
  /** The name, by a reference: what has it is created after the role. */
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: ServiceRoleProps) {
    super(scope, id);
    const { roleName, description, service, conditions, managedPolicyArns = [] } = props;
    const role = new CfnRole(this, 'Resource', {
      roleName,
      description,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'sts:AssumeRole',
            ...(conditions === undefined ? {} : { Condition: conditions }),
            Effect: 'Allow',
            Principal: { Service: service },
          },
        ],
      },
      ...(managedPolicyArns.length === 0 ? {} : { managedPolicyArns: [...managedPolicyArns] }),
    });
    this.roleArn = role.attrArn;
    this.roleName = role.ref;
  }
}
