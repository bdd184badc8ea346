import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { inProject } from '../../../emulator/paths';
import { runProcess } from '../../../emulator/run-process';

const HOME = join(__dirname, 'event-ruler');
/** Made once; the folder's name is the version in `pom.xml`. */
const JARS = inProject('build', 'event-ruler', '1.8.1');

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
  return ['javac', 'mvn'].every((command) => spawnSync(command, ['-version'], { stdio: 'ignore' }).status === 0);
}

/** Asks event-ruler about all of `patterns` and `events` at once; fetches it by Maven on first use. */
export async function askEventRuler(
  patterns: Readonly<Record<string, object>>,
  events: readonly object[] = [],
): Promise<Judged> {
  await fetchJars();
  const java = spawn('java', ['-cp', join(JARS, '*'), join(HOME, 'Ruler.java')], { stdio: ['pipe', 'pipe', 'ignore'] });
  java.stdin.end(JSON.stringify({ patterns, events }));
  const parts: Buffer[] = [];
  for await (const part of java.stdout) {
    parts.push(Buffer.from(part));
  }
  return v.parse(answerSchema, JSON.parse(Buffer.concat(parts).toString('utf8')));
}

async function fetchJars(): Promise<void> {
  if (existsSync(JARS)) {
    return;
  }
  // Test files run side by side: each fetches aside, and the first to finish gives the name to its work.
  const aside = `${JARS}-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${aside}`];
  const { exitCode, output } = await runProcess('mvn', ['-q', '-B', '-f', join(HOME, 'pom.xml'), ...goal], {
    environment: process.env,
  });
  if (exitCode !== 0) {
    throw new Error(`Maven must fetch aws/event-ruler, got\n${output}`);
  }
  try {
    renameSync(aside, JARS);
  } catch {
    rmSync(aside, { recursive: true });
  }
}
