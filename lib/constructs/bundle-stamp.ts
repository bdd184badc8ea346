import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const stampSchema = v.object({
  /** Every file that went into the bundle. */
  inputs: v.array(v.string()),
  /** SHA-256 over what made the bundle, over the contents of the inputs, and over the bundle. */
  digest: v.string(),
});

/** Says from what a bundle was made, by content. */
export type BundleStamp = v.InferOutput<typeof stampSchema>;

/** The stamp of `bundle`, made by `maker` from `inputs` as they are now. */
export function stampOf(bundle: string, maker: string, inputs: readonly string[]): BundleStamp {
  return { inputs: [...inputs], digest: digestOf(bundle, maker, inputs) };
}

/** Whether `bundle` is still the one that `maker` made, and none of its inputs has changed since. */
export function isCurrent(stamp: string, bundle: string, maker: string): boolean {
  try {
    const parsed = v.safeParse(stampSchema, JSON.parse(readFileSync(stamp, 'utf8')));
    return parsed.success && parsed.output.digest === digestOf(bundle, maker, parsed.output.inputs);
  } catch {
    // No stamp, no bundle, or an input that is gone.
    return false;
  }
}

function digestOf(bundle: string, maker: string, inputs: readonly string[]): string {
  const digest = createHash('sha256').update(maker);
  for (const file of [...inputs, bundle]) {
    digest.update(`\0${file}\0`).update(readFileSync(file));
  }
  return digest.digest('hex');
}
