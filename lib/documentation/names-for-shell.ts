import { ACCESS_POLICY_SID } from '../access/access-policy-sid';
import { auditNames } from '../audit/audit-names';
import { REGION } from '../environment';
import { environmentNamed } from '../environments';
import { resourceNames } from '../resource-names';

// The names of one environment as NAME=value lines, for docs/smoke-check.sh.
try {
  const environment = environmentNamed(process.argv[2] ?? '');
  const { instanceRole, keeperFunction, keeperRole } = resourceNames(environment);
  const { prefix, trail, topic } = auditNames(environment.resourcePrefix);
  const names = {
    REGION,
    STACK: environment.stackId,
    SECRET: environment.secretName,
    SERVICE: environment.service,
    ACCOUNT: environment.account ?? '',
    INSTANCE_ROLE: instanceRole,
    KEEPER: keeperFunction,
    KEEPER_ROLE: keeperRole,
    AUDIT: prefix,
    TRAIL: trail,
    TOPIC: topic,
    POLICY_SID: ACCESS_POLICY_SID,
  };
  process.stdout.write(
    Object.entries(names)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
