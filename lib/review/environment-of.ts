import type { AssembledStack } from './assembly/assembly';

/** Name of the environment that a stack is, as its tags and description say; else the stack's id. */
export function environmentOf({ id, template }: AssembledStack): string {
  const text = JSON.stringify(template);
  return /"Key":"Environment","Value":"([a-z][a-z0-9]*)"/.exec(text)?.[1] ?? id;
}
