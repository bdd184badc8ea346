import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { neutralEnvironment } from '../../../emulator/client-environment';
import { inProject } from '../../../emulator/paths';
import { scratchFolder } from './scratch-folder';

/** How a run ended, and everything in which it could have shown a value. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Command lines of the processes that it started. */
  readonly processes: string;
}

/** What a run said on standard error, but for what it waited for: that hangs on how busy the machine is. */
export function withoutWaiting({ stderr }: Run): string {
  return stderr.replaceAll(/^.* …\n/gm, '');
}

/** How to run the program. */
export interface RunOptions {
  /** What it reads; without it, nothing. */
  readonly input?: string;
  /** Further variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Gets the process, to interrupt it. */
  readonly onStart?: (child: ChildProcessWithoutNullStreams) => void;
}

/** What a person does at a terminal: waits for a text, and types. */
export type Step = readonly [expected: string, answer: string];

const PROGRAM = [inProject('bin', 'kaizencoach-secrets.mjs')];

/** The real program, as `npx kaizencoach-secrets` starts it, in a folder and with temporary files of its own. */
export class OperatorBinary {
  /** Where it runs; its temporary files are in the folder `tmp` of it. */
  readonly folder: string;
  /** Where it notes its calls to AWS. */
  readonly callLog: string;
  /** All runs, by command line. */
  readonly runs: (Run & { readonly line: string })[] = [];
  readonly #environment: Readonly<Record<string, string>>;
  readonly #program: readonly string[];
  readonly #remove: () => void;

  /** @param program script and arguments before those of a run. @default - the project's own */
  constructor(environment: Readonly<Record<string, string>>, program: readonly string[] = PROGRAM) {
    this.#environment = environment;
    this.#program = program;
    const { path, remove } = scratchFolder();
    this.folder = path;
    this.callLog = join(path, 'calls.jsonl');
    this.#remove = remove;
    mkdirSync(join(this.folder, 'tmp'));
  }

  /** Runs a command line without a terminal. */
  async run(args: readonly string[], { input = '', environment = {}, onStart }: RunOptions = {}): Promise<Run> {
    const child = spawn(process.execPath, [...this.#program, ...args], this.#options(environment));
    onStart?.(child);
    child.stdin.on('error', () => undefined).end(input);
    return this.#finished(args.join(' '), child);
  }

  /** Runs a command line at a terminal, where somebody answers. */
  async runAtTerminal(args: readonly string[], steps: readonly Step[], environment = {}): Promise<Run> {
    const script = inProject('test', 'e2e', 'support', 'operator-terminal.py');
    const child = spawn('python3', [script], this.#options({ TERM: 'xterm-256color', COLUMNS: '200', ...environment }));
    child.stdin.end(JSON.stringify({ command: [process.execPath, ...this.#program, ...args], steps }));
    return this.#finished(`${args.join(' ')} (terminal)`, child);
  }

  /** Text of every file that it left behind; its bundle is its own source, made before it is told anything. */
  files(): string {
    const isBundle = (name: string) => name.endsWith('.cjs');
    return [
      ...textsIn(join(this.folder, 'tmp')),
      ...textsIn(inProject('build', 'run'), (name) => !isBundle(name)),
    ].join('\n');
  }

  end(): void {
    this.#remove();
  }

  #options(environment: Readonly<Record<string, string>>) {
    const own = { KAIZENCOACH_CALL_LOG: this.callLog, KAIZENCOACH_PAUSE_MS: '200', TMPDIR: join(this.folder, 'tmp') };
    return { cwd: this.folder, env: { ...neutralEnvironment(), ...this.#environment, ...own, ...environment } };
  }

  async #finished(line: string, child: ChildProcessWithoutNullStreams): Promise<Run> {
    const [stdout, stderr]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
    const processes = new Set<string>();
    const watch = setInterval(() => {
      for (const found of commandLinesBelow(child.pid ?? 0)) {
        processes.add(found);
      }
    }, 10);
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve);
    });
    clearInterval(watch);
    const run = { exitCode, stdout: stdout.join(''), stderr: stderr.join(''), processes: [...processes].join('\n') };
    this.runs.push({ line, ...run });
    return run;
  }
}

function textsIn(folder: string, isMeant: (name: string) => boolean = () => true): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isMeant(entry.name))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
  } catch {
    // It made none, or another run took its own away.
    return [];
  }
}

/** Command lines of a process and its children, where the system tells them. */
function commandLinesBelow(pid: number): string[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
    return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), ...children.flatMap(commandLinesBelow)];
  } catch {
    return [];
  }
}
