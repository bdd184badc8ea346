/** The names from a record down that a selector gives. */
export function namesIn(selector: string): readonly string[] {
  return selector
    .slice(2)
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.');
}

/** What `names` lead to in `record`, or undefined. */
export function select(record: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? Reflect.get(inner, name) : undefined,
    record,
  );
}

/** A string, number or boolean: all that a comparison can be true of. */
export function isLeaf(value: unknown): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

/** A star stands for anything at the beginning and at the end of a string, and for itself elsewhere. */
export function equals(value: unknown, operand: string): boolean {
  if (!isLeaf(value)) {
    return false;
  }
  const text = operand.replace(/^"(.*)"$/, '$1');
  if (typeof value === 'number' && !operand.startsWith('"')) {
    return value === Number(text);
  }
  const open = text.startsWith('*');
  const close = text.length > 1 && text.endsWith('*');
  const core = text.slice(open ? 1 : 0, close ? -1 : undefined);
  const found = String(value);
  return open && close
    ? found.includes(core)
    : open
      ? found.endsWith(core)
      : close
        ? found.startsWith(core)
        : found === text;
}
