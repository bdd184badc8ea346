import * as v from 'valibot';

const healthSchema = v.object({ edition: v.string() });

/** The token of the emulator that answers at `endpoint`; undefined where none does within a second. */
export async function answeringToken(endpoint: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(1_000) });
    const health = v.safeParse(healthSchema, await response.json());
    return health.success ? health.output.edition : undefined;
  } catch {
    return undefined;
  }
}
