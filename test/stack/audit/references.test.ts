import { auditContext } from '../../../lib/audit/audit-context';
import { immediatePatterns, logPatterns } from '../../../lib/audit/patterns';
import type { Environment } from '../../../lib/environments/row';
import { DEPLOYED } from '../../../lib/review/simulation/place';
import { synthesizedPatterns } from '../../audit/support/synthesized-patterns';
import { resolved } from '../../support/resolve-intrinsics';
import { ADOPTED, ADOPTED_ARN, RETAINED } from '../../support/sample-environments';
import { ofType, type Resources, theOnly, within } from '../../support/synthesized';

const EXISTING = { ...RETAINED.audit, trail: { mode: 'existing', logGroupName: 'trail-of-the-account' } } as const;

/** What only the resources know, as CloudFormation has it. */
function resourcesKnow(resources: Resources, { secret, audit }: Environment) {
  const of = (value: object) => String(resolved(resources, value));
  const idOf = (type: string, construct = '') => theOnly(within(resources, construct), type)[0];
  const secretArn =
    secret.mode === 'adopt' ? ADOPTED_ARN : of({ 'Fn::GetAtt': [idOf('AWS::SecretsManager::Secret'), 'Id'] });
  const [key] = Object.keys(ofType(resources, 'AWS::KMS::Key'));
  return {
    secretId: secretArn.split(':').at(-1) ?? '',
    stackArn: of({ Ref: 'AWS::StackId' }),
    ...(key === undefined ? {} : { key: { id: of({ Ref: key }), arn: of({ 'Fn::GetAtt': [key, 'Arn'] }) } }),
    ...(audit.trail.mode === 'create'
      ? {
          bucketName: of({ Ref: idOf('AWS::S3::Bucket') }),
          logGroupName: of({ Ref: idOf('AWS::Logs::LogGroup', 'AccessAudit') }),
        }
      : {}),
    ...(audit.trail.mode === 'existing' ? { logGroupName: audit.trail.logGroupName } : {}),
  };
}

/** Every text in quotation marks: what goes together in a pattern hangs on the lengths of names. */
function textsIn(...patterns: readonly string[]): string[] {
  return [...new Set(patterns.flatMap((pattern) => pattern.match(/"[^"]*"/g) ?? []))].sort();
}

test.each<[string, Environment]>([
  ['a secret that the stack creates', RETAINED],
  ['an adopted secret', ADOPTED],
  ['a trail that exists', { ...RETAINED, audit: EXISTING }],
])('the patterns in the template name what the resources are called: %s', (_, environment) => {
  const { resources, rules, filters } = synthesizedPatterns(environment);
  const context = auditContext(DEPLOYED, environment, environment.audit, resourcesKnow(resources, environment));
  const immediate = immediatePatterns(context).map(({ pattern }) => JSON.stringify(pattern));
  expect(textsIn(...Object.values(rules).map((rule) => JSON.stringify(rule)))).toEqual(textsIn(...immediate));
  const log = logPatterns(context).map(({ pattern }) => pattern);
  expect(textsIn(...Object.values(filters))).toEqual(textsIn(...log));
});
