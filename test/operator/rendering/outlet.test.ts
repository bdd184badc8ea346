import { EventEmitter } from 'node:events';
import { Outlet } from '../../../lib/operator/rendering/outlet';

/** A stream that takes nothing: it says so at once, or a moment later. */
class Broken extends EventEmitter {
  writes = 0;

  readonly how: 'throws' | 'emits';

  constructor(how: 'throws' | 'emits') {
    super();
    this.how = how;
  }

  write(): boolean {
    this.writes += 1;
    const error = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    if (this.how === 'throws') {
      throw error;
    }
    process.nextTick(() => this.emit('error', error));
    return false;
  }
}

test.each(['throws', 'emits'] as const)(
  'a stream that %s: one failed write is the last, and is told once',
  async (how) => {
    const stream = new Broken(how);
    const failures: string[] = [];
    const outlet = new Outlet(stream, (code) => failures.push(code));

    outlet.write('one');
    await new Promise(setImmediate);
    outlet.write('two');
    await new Promise(setImmediate);

    expect(stream.writes).toBe(1);
    expect(failures).toEqual(['ENOSPC']);
    expect(outlet.failure).toBe('ENOSPC');
  },
);
