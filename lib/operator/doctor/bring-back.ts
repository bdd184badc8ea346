import type { Environment } from '../../environments/row';
import { OperatorError } from '../operator-error';
import type { Inspection } from '../services/inspection';
import type { Step } from './finding';

/** What brings back that which a stack makes, and which is not as its template says. */
export interface BringBack {
  /** What CloudFormation can compare with the template. */
  readonly compared: Step;
  /** An inline policy of a role. */
  readonly rolePolicy: Step;
  /** Whether the stack is there; undefined where that may not be asked. */
  readonly hasStack: boolean | undefined;
}

/**
 * Where the stack is there, somebody changed the thing by hand, and a deployment of the unchanged template finds nothing to do.
 * One that reverts drift compares everything but the types that have no drift detection, such as `AWS::IAM::Policy`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/drift-aware-change-sets.html
 */
export async function bringBack({ stackId }: Environment, inspection: Inspection): Promise<BringBack> {
  const deploy = `npx cdk deploy ${stackId}`;
  const hasStack = await isThere(stackId, inspection);
  if (hasStack === false) {
    return { compared: { run: deploy }, rolePolicy: { run: deploy }, hasStack };
  }
  const revert = `${deploy} --revert-drift`;
  return {
    compared: hasStack ? { run: revert } : `${revert}; where there is no such stack, without that option`,
    rolePolicy:
      'put it back by hand (docs/runbook.md, “Put back what was changed by hand”): no deployment compares the policies of a role',
    hasStack,
  };
}

async function isThere(stackId: string, inspection: Inspection): Promise<boolean | undefined> {
  try {
    return await inspection.hasStack(stackId);
  } catch (error) {
    if (error instanceof OperatorError) {
      return undefined;
    }
    throw error;
  }
}
