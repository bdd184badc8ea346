import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import * as v from 'valibot';
import { REGION } from '../../lib/environments/row';
import { neutralEnvironment } from '../client-environment';
import { inProject } from '../paths';
import { pythonWithEmulator } from '../virtual-environment';

/** A call of the AWS SDK for Python: operation and parameters are spelled as there. */
export interface Call {
  readonly service: string;
  /** Such as `get_secret_value`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const answerSchema = v.union([
  v.object({ ok: v.record(v.string(), v.unknown()) }),
  v.object({ code: v.string(), message: v.string() }),
]);

/** What came of a call; values of secrets are left out. */
export type Answer = v.InferOutput<typeof answerSchema>;

/** Whether IAM, a resource's policy or KMS denied the call. */
export function isDenied(answer: Answer): boolean {
  return 'code' in answer && /^(AccessDenied|AuthorizationError|UnauthorizedOperation|403)/.test(answer.code);
}

/** Makes real calls, one after the other, by boto3, the AWS SDK for Python, which the app uses too. */
export class Caller {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #endpoint: string;

  private constructor(child: ChildProcessWithoutNullStreams, lines: Interface, endpoint: string) {
    this.#child = child;
    this.#lines = lines[Symbol.asyncIterator]();
    this.#endpoint = endpoint;
  }

  /** Starts the process; `end` it. */
  static async at(endpoint: string): Promise<Caller> {
    const script = inProject('emulator', 'attacks', 'caller.py');
    const child = spawn(await pythonWithEmulator(), [script], { env: neutralEnvironment() });
    child.stderr.pipe(process.stderr);
    return new Caller(child, createInterface({ input: child.stdout }), endpoint);
  }

  /** Makes a call with these credentials. */
  async call(credentials: Readonly<Record<string, string>>, { service, operation, parameters }: Call): Promise<Answer> {
    const question = { service, operation, parameters, credentials, endpoint: this.#endpoint, region: REGION };
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) {
      throw new Error(`the caller ended before it answered to ${service}.${operation}`);
    }
    return v.parse(answerSchema, JSON.parse(value));
  }

  /** Ends the process. */
  end(): void {
    this.#child.stdin.end();
  }
}
