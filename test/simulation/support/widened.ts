import { ofType, type Resource, type Resources } from '../../support/synthesized';

/**
 * `resources` with `from` written as `to` in the JSON of the only resource of `type` that has it.
 * @throws Error where there is not exactly one.
 */
export function rewritten(
  resources: Resources,
  { type, from, to }: { readonly type: string; readonly from: string; readonly to: string },
): Resources {
  const found = Object.entries(ofType(resources, type)).filter(([, resource]) =>
    JSON.stringify(resource).includes(from),
  );
  const [id, resource] = found[0] ?? [];
  if (id === undefined || found.length !== 1) {
    throw new Error(`expected one ${type} with ${from}, found ${found.length}`);
  }
  const changed: Resource = JSON.parse(JSON.stringify(resource).replace(from, to));
  return { ...resources, [id]: changed };
}

/** `resources` without those of `type`. */
export function lacking(resources: Resources, type: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.Type !== type));
}
