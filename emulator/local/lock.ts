import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { EmulatorError } from '../errors';
import { commandLineOf } from './command-line';

const ownerSchema = v.object({ pid: v.number(), command: v.string() });

type Owner = v.InferOutput<typeof ownerSchema>;

/** How often a lock that nobody holds any more may be taken over by somebody else at the same moment. */
const ATTEMPTS = 5;

/**
 * Takes the lock `file` for this process, until it ends. A lock whose process is gone counts for nothing. Of one's own because
 * the usual package, proper-lockfile, knows its holder by the lock's age only: a run that was killed would be in the way for
 * seconds, one that was stopped would lose its lock, and nobody could be named.
 * @throws EmulatorError with the process id of the one that holds it.
 */
export function lock(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  for (let attempt = 1; !take(file); attempt++) {
    const owner = read(file);
    if (owner !== undefined && (holds(owner) || attempt === ATTEMPTS)) {
      throw new EmulatorError(
        `another npm run local (pid ${owner.pid}) is in progress`,
        'wait for it to end, and run the command again if you still need to',
      );
    }
    removeStale(file);
  }
  process.once('exit', () => rmSync(file, { force: true }));
}

/** A link is made whole or not at all: nobody reads a lock without its owner. */
function take(file: string): boolean {
  const own = `${file}-${process.pid}`;
  writeFileSync(own, JSON.stringify({ pid: process.pid, command: commandLineOf(process.pid) } satisfies Owner));
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if (isAlreadyThere(error)) {
      return false;
    }
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Moved away before it is removed: if another process was faster, its lock is put back. */
function removeStale(file: string): void {
  const aside = `${file}-stale-${process.pid}`;
  try {
    renameSync(file, aside);
    const owner = read(aside);
    if (owner !== undefined && holds(owner)) {
      linkSync(aside, file);
    }
  } catch {
    // Gone, or taken anew: the next attempt sees which.
  }
  rmSync(aside, { force: true });
}

function holds({ pid, command }: Owner): boolean {
  return command !== '' && commandLineOf(pid) === command;
}

function isAlreadyThere(error: unknown): boolean {
  return v.is(v.object({ code: v.literal('EEXIST') }), error);
}

function read(file: string): Owner | undefined {
  try {
    const parsed = v.safeParse(ownerSchema, JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
