import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import * as v from 'valibot';
import { SAMPLE_FILES } from '../issuers/sample-values';
import { inProject } from '../paths';
import { LOOPBACK } from '../ports';
import { commandLineOf } from './command-line';

/**
 * Folder of everything that belongs to the local AWS. KAIZENCOACH_LOCAL_STATE names another one: the tests have theirs, so
 * that they do not meet the one that a person uses.
 */
export const STATE_DIR = resolve(process.env['KAIZENCOACH_LOCAL_STATE'] || inProject('build', 'local'));

/** All that the last `npm run local` and the commands that it ran said; the emulator's own log is beside it. */
export const LOG = join(STATE_DIR, 'up.log');

const FILE = join(STATE_DIR, 'emulator.json');

const recordSchema = v.object({
  pid: v.number(),
  port: v.number(),
  token: v.pipe(v.string(), v.uuid()),
  /** Whether it has answered once. */
  ready: v.boolean(),
});

/** The emulator's process that `npm run local` left running. */
export type NotedEmulator = v.InferOutput<typeof recordSchema>;

/** Endpoint of an emulator on a port. */
export function endpointOf(port: number): string {
  return `http://${LOOPBACK}:${port}`;
}

/** A path as it can be pasted: from the working directory, where it lies below that, and quoted where it must be. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  const shown = short.startsWith('..') ? path : short;
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/**
 * The local emulator, if it runs, whether or not it answers: the process with our token in its command line, not whoever
 * has its process id now.
 */
export function notedEmulator(): NotedEmulator | undefined {
  const noted = read();
  return noted !== undefined && commandLineOf(noted.pid).includes(noted.token) ? noted : undefined;
}

/** Notes the emulator, so that a later command finds it; whole or not at all, for one that reads at the same moment. */
export function remember({ pid, port, token, ready }: NotedEmulator): void {
  mkdirSync(STATE_DIR, { recursive: true });
  const aside = `${FILE}-${process.pid}`;
  writeFileSync(aside, `${JSON.stringify({ pid, port, token, ready } satisfies NotedEmulator)}\n`);
  renameSync(aside, FILE);
}

/** Forgets the emulator, with the values that its issuers knew; harmless where none was noted. */
export function forget(): void {
  for (const file of [FILE, ...Object.values(SAMPLE_FILES).map((name) => join(STATE_DIR, name))]) {
    rmSync(file, { force: true });
  }
}

function read(): NotedEmulator | undefined {
  try {
    const parsed = v.safeParse(recordSchema, JSON.parse(readFileSync(FILE, 'utf8')));
    return parsed.success ? parsed.output : undefined;
  } catch {
    // No file, or one cut short: nothing that could be trusted with a process id.
    return undefined;
  }
}
