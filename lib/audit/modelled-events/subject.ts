import { roleArn } from '../../environments/arn';

/** Where the records are from. */
export const PLACE = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };

/** The customer-managed key. */
export const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
export const KEY_ARN = `arn:aws:kms:eu-west-1:111122223333:key/${KEY_ID}`;

/** The secret, under its three names. */
export const SECRET_NAME = 'sample-app-secrets';
export const PARTIAL_ARN = `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${SECRET_NAME}`;
export const SECRET_ARN = `${PARTIAL_ARN}-AbCdEf`;

/** The environment's stack. */
export const STACK_ARN = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/SampleStack/0f0e0d0c';

const SSO = 'aws-reserved/sso.amazonaws.com/eu-west-1';

/** Roles, with their paths. */
export const ROLES = {
  app: roleArn(PLACE, 'sample-instance-role'),
  keeper: roleArn(PLACE, 'sample-secret-keeper-role'),
  deployment: roleArn(PLACE, 'cdk-hnb659fds-cfn-exec-role-111122223333-eu-west-1'),
  breakGlass: roleArn(PLACE, `${SSO}/AWSReservedSSO_BreakGlass_0123456789abcdef`),
  administrator: roleArn(PLACE, `${SSO}/AWSReservedSSO_Administrator_fedcba9876543210`),
  transition: roleArn(PLACE, 'sample-terraform-role'),
  developer: roleArn(PLACE, 'developer'),
  deployer: roleArn(PLACE, 'cdk-hnb659fds-deploy-role-111122223333-eu-west-1'),
  delivery: roleArn(PLACE, 'sample-audit-delivery-role'),
  /** Has the app's name, but another path, as only another role can. */
  impostor: roleArn(PLACE, 'elsewhere/sample-instance-role'),
} as const;
