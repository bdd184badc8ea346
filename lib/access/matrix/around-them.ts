import type { ExpectedRow } from './expected-row';
import { ADMINISTRATORS, everyoneBut, IAM_ADMINISTRATORS, INVOKERS } from './groups';

/** Who may do what with the keeper and the roles. */
export const AROUND_THEM: readonly ExpectedRow[] = [
  {
    what: 'invoke the keeper',
    on: ['keeper'],
    actions: ['lambda:InvokeFunction'],
    allowed: INVOKERS,
    denied: everyoneBut(INVOKERS),
  },
  {
    what: 'invoke it by a URL, or by the operation of old',
    on: ['keeper'],
    actions: ['lambda:InvokeFunctionUrl', 'lambda:InvokeAsync'],
    allowed: ['deployment'],
    denied: everyoneBut(INVOKERS),
  },
  {
    what: 'change the keeper',
    on: ['keeper'],
    actions: [
      ...['lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:PublishVersion'],
      ...['lambda:AddPermission', 'lambda:RemovePermission', 'lambda:PutResourcePolicy', 'lambda:DeleteResourcePolicy'],
    ],
    allowed: ADMINISTRATORS,
  },
  {
    what: 'take on the role of the app or of the keeper',
    on: ['app role', 'keeper role'],
    actions: ['sts:AssumeRole'],
    allowed: [],
  },
  {
    what: 'change these roles',
    on: ['app role', 'keeper role'],
    actions: ['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:PassRole'],
    allowed: IAM_ADMINISTRATORS,
  },
];
