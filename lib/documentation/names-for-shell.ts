import { ACCESS_POLICY_SID } from '../contract/access-policy-sid';
import { auditNames, resourceNames } from '../environments/names';
import { REGION } from '../environments/row';
import { environmentNamed } from '../environments/rows';

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
