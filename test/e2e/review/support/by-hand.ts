import { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { clientConfiguration } from '../../../../emulator/client-environment';
import type { EnvironmentUnderTest } from '../../support/environment-under-test';

/** Somebody who changes by hand what was deployed. */
export interface Somebody {
  readonly staging: EnvironmentUnderTest;
  /** Of any client. */
  readonly configuration: ReturnType<typeof clientConfiguration>;
  /** Name of the only resource of a type whose logical id contains `part`. */
  physical(type: string, part?: string): string;
}

/** What somebody does, and the finding that tells of it. */
export type ByHand = readonly [what: string, told: string, change: (by: Somebody) => Promise<unknown>];

export const ALLOWS_EVERYTHING = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** Who may do anything with `staging`. */
export async function somebodyAt(staging: EnvironmentUnderTest): Promise<Somebody> {
  const { StackResourceSummaries = [] } = await staging.cloudFormation.send(
    new ListStackResourcesCommand({ StackName: 'StagingStack' }),
  );
  return {
    staging,
    configuration: clientConfiguration(staging.emulator.endpoint),
    physical: (type, part = '') =>
      StackResourceSummaries.find(
        ({ ResourceType, LogicalResourceId = '' }) => ResourceType === type && LogicalResourceId.includes(part),
      )?.PhysicalResourceId ?? '',
  };
}
