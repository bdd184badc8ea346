import { type Acknowledgment, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Records on `construct` that a finding of cdk-nag is accepted. `Validations.acknowledge` would add where in the code that was
 * said: a trace for each, and paths of the machine in the assembly, which is the same on every machine without them.
 */
export function acknowledge(construct: IConstruct, { id, reason }: Acknowledgment): void {
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [`Annotation::${id}`]: reason });
}
