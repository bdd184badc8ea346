import type { Deployed } from '../../../lib/review/deployed/concrete';

/** A stack that was deployed: the types and physical ids of its resources, by their logical ids, and its template. */
export function deployedStack(
  resources: Readonly<Record<string, readonly [type: string, physicalId: string]>>,
  template: Deployed['template'] = {},
): Deployed {
  const entries = Object.entries(resources);
  return {
    account: '111122223333',
    region: 'eu-west-1',
    stackId: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Stack/1',
    template,
    physicalIds: new Map(entries.map(([id, [, physicalId]]) => [id, physicalId])),
    types: new Map(entries.map(([id, [type]]) => [id, type])),
  };
}
