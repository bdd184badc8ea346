import type { Deployed } from './concrete';
import { accessReaders } from './read-access';
import { alertReaders } from './read-alerts';
import { auditReaders } from './read-audit';
import { filterReaders } from './read-filters';
import { policyReaders } from './read-policies';
import { secretReaders } from './read-secret';
import { topicReaders } from './read-topic';
import type { Extra, Live, Reader, Reading } from './reading';

/** Everything that is read of what runs. */
export function readersOf(region: string): Reader[] {
  return [secretReaders, accessReaders, policyReaders, auditReaders, filterReaders, alertReaders, topicReaders].flatMap(
    (readers) => readers(region),
  );
}

/** What `readers` find, by default all that there are. What is refused is told as not read; nothing is taken to be unchanged. */
export async function readLive(deployed: Deployed, readers = readersOf(deployed.region)): Promise<Live> {
  const readings: Reading[] = [];
  const extras: Extra[] = [];
  const whole: string[] = [];
  const gone: string[] = [];
  const notRead: string[] = [];
  for (const { what, read } of readers) {
    try {
      const found = await read(deployed);
      readings.push(...(found.readings ?? []));
      extras.push(...(found.extras ?? []));
      whole.push(...(found.whole ?? []));
      gone.push(...(found.gone ?? []));
    } catch (error) {
      notRead.push(`${what} (${error instanceof Error ? error.name : 'failed'})`);
    }
  }
  return { readings, extras, whole, gone, notRead };
}
