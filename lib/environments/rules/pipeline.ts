import { type Pipeline, pipelineRoles } from '../pipelines';
import type { Environment } from '../row';

/** With ids for both or for neither, and no wildcard. */
const REPOSITORY = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$|^[A-Za-z0-9-]+@[0-9]+\/[A-Za-z0-9._-]+@[0-9]+$/;

/**
 * Refuses a pipeline that AWS would refuse late, that would trust more than one repository, or whose roles could do nothing.
 * @param environments the rows that it names, in any order.
 * @throws Error that names the pipeline and the rules it breaks, one a line.
 */
export function validatePipeline(pipeline: Pipeline, environments: readonly Environment[]): void {
  const { stackId, repository, account } = pipeline;
  const violations = [
    ...(REPOSITORY.test(repository)
      ? []
      : [`repository must be OWNER/NAME or OWNER@ID/NAME@ID, got ${JSON.stringify(repository)}`]),
    ...(account === undefined || /^[0-9]{12}$/.test(account)
      ? []
      : [`account must be 12 digits, got ${JSON.stringify(account)}`]),
    ...environments.flatMap((environment) => [...inTheAccount(environment, account), ...verifiersMayAsk(environment)]),
  ];
  if (violations.length > 0) {
    throw new Error(`the pipeline ${stackId} must keep these rules:\n${violations.join('\n')}`);
  }
}

function inTheAccount({ name, account }: Environment, pipelineAccount: string | undefined): string[] {
  return account === pipelineAccount
    ? []
    : [
        `account must be that of ${name} (${account ?? 'none is named'}), got ${pipelineAccount ?? 'none'}: its roles would be of no use`,
      ];
}

function verifiersMayAsk(environment: Environment): string[] {
  const { name, operatorRoleArns } = environment;
  const { verify } = pipelineRoles(environment);
  return operatorRoleArns === undefined || operatorRoleArns.some((arn) => arn.endsWith(`:role/${verify}`))
    ? []
    : [
        `operatorRoleArns of ${name} must name the role ${verify}: the keeper would not answer it, and nothing be verified`,
      ];
}
