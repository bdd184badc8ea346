import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as v from 'valibot';
import { inProject } from '../../../emulator/paths';
import { runProcess } from '../../../emulator/run-process';

const HOME = join(__dirname, 'event-ruler');
const SOURCE = join(HOME, 'Ruler.java');
/** Made once, for these very sources. */
const CLASSES = inProject('build', 'event-ruler', digestOf(SOURCE, join(HOME, 'pom.xml')));

/** For a program of two seconds, compiling well and collecting garbage side by side costs more than it saves. */
const SHORT_LIVED = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

const answerSchema = v.object({
  scores: v.record(v.string(), v.number()),
  matches: v.array(v.array(v.string())),
});

/** What aws/event-ruler, which is what EventBridge matches with, says of patterns and events. */
export interface Judged {
  /** Complexity of each pattern, by its name. */
  readonly scores: Readonly<Record<string, number>>;
  /** Names of the patterns that match, for each event. */
  readonly matches: readonly (readonly string[])[];
}

/** Whether this machine can ask event-ruler: it needs Java, with its compiler, and Maven. */
export function hasJava(): boolean {
  const has = (command: string) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0;
  return existsSync(CLASSES) ? has('java') : has('javac') && has('mvn');
}

/** Asks event-ruler about all of `patterns` and `events` at once; fetches it by Maven on first use. */
export async function askEventRuler(
  patterns: Readonly<Record<string, object>>,
  events: readonly object[] = [],
): Promise<Judged> {
  await compile();
  const java = spawn('java', [...SHORT_LIVED, '-cp', classPath(CLASSES), 'Ruler'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  java.stdin.end(JSON.stringify({ patterns, events }));
  const parts: Buffer[] = [];
  for await (const part of java.stdout) {
    parts.push(Buffer.from(part));
  }
  return v.parse(answerSchema, JSON.parse(Buffer.concat(parts).toString('utf8')));
}

async function compile(): Promise<void> {
  if (existsSync(CLASSES)) {
    return;
  }
  // Test files run side by side: each compiles aside, and the first to finish gives the name to its work.
  const aside = `${CLASSES}-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${aside}`];
  await run('mvn', ['-q', '-B', '-f', join(HOME, 'pom.xml'), ...goal]);
  await run('javac', ['-cp', classPath(aside), '-d', aside, SOURCE]);
  try {
    renameSync(aside, CLASSES);
  } catch {
    rmSync(aside, { recursive: true });
  }
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { exitCode, output } = await runProcess(program, args, { environment: process.env });
  if (exitCode !== 0) {
    throw new Error(`${program} must make what asks aws/event-ruler, got\n${output}`);
  }
}

function classPath(folder: string): string {
  return [folder, join(folder, '*')].join(delimiter);
}

function digestOf(...files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}
