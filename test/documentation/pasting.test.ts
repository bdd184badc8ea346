import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { program } from '../../lib/operator/command-line/program';
import { COMMANDS } from '../../lib/operator/commands';
import { parseSetOption } from '../../lib/operator/input/set-option';
import { environmentGiven, keyGiven } from '../../lib/operator/names';
import { run } from '../../lib/operator/run';
import { projectRoot } from '../../lib/project-root';
import { fakeContext } from '../operator/support/fake-context';
import { sourceFiles } from '../support/import-graph';

/** A command line, up to where prose, another command or a comment begins. */
const LINE = /npx kaizencoach-secrets((?: (?:'[^']*'|<[^>]*>|[^\s`|;,:()…]+))*)/g;

/** What may stand for an expression in a text of our code. */
const FILLINGS = ['staging', 'FLASK_SECRET_KEY', 'recover', 'seed', 'x.age'];

const textOf = (file: string) => readFileSync(join(projectRoot(), file), 'utf8');

function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(LINE)].map(([, rest = '']) => rest.trim().replace(/\.$/, ''));
}

/** The words of a command line, placeholders filled in. */
function wordsOf(line: string): readonly string[] {
  const filled = line
    .replace(/<environment>/g, 'staging')
    .replace(/<[^>]*>/g, 'x')
    .replace(/ [<>]+ ?\S+/g, '');
  return [...filled.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Why the program's own parser, and the names that it takes, refuse a command line; undefined where they do not. */
async function refusal(line: string): Promise<string | undefined> {
  const { output } = fakeContext();
  const parser = program(COMMANDS, output, async (_, given) => {
    const { environment, keys, set } = given as { environment?: string; keys?: string[]; set?: string[] };
    environment === undefined || environmentGiven(environment);
    for (const key of keys ?? []) {
      keyGiven(key);
    }
    for (const option of set ?? []) {
      parseSetOption(option);
    }
  });
  try {
    await parser.parseAsync(wordsOf(line), { from: 'user' });
    return undefined;
  } catch (error) {
    const isHelp =
      error instanceof Error &&
      'exitCode' in error &&
      'code' in error &&
      error.exitCode === 0 &&
      error.code !== 'commander.help';
    return isHelp ? undefined : String(error);
  }
}

const DOCUMENTS = [
  'README.md',
  ...readdirSync(join(projectRoot(), 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];

test.each(DOCUMENTS)('every command in %s is one of the program’s', async (file) => {
  const lines = [...new Set(commandsIn(textOf(file)))];
  const refused = await Promise.all(lines.map(async (line) => ({ line, why: await refusal(line) })));

  expect(refused.filter(({ why }) => why !== undefined)).toEqual([]);
});

/** Texts of a source file that name a command, each as its literal parts. */
function hintsIn(file: string): readonly (readonly string[])[] {
  const text = textOf(file);
  if (!text.includes('npx kaizencoach-secrets ')) {
    return [];
  }
  const found: string[][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      found.push([node.text]);
    } else if (ts.isTemplateExpression(node)) {
      found.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found.filter((parts) => parts.join('').includes('npx kaizencoach-secrets '));
}

/** The text with one of the fillings for each expression: all that there are. */
function fillings([first = '', ...rest]: readonly string[]): readonly string[] {
  return rest.reduce<readonly string[]>(
    (texts, part) => texts.flatMap((text) => FILLINGS.map((word) => `${text}${word}${part}`)),
    [first],
  );
}

/** Why the first of `texts` is refused, where all of them are: an expression does not stand for all of the fillings. */
async function refusalOfAll([text, ...others]: readonly string[]): Promise<string | undefined> {
  const whys = await Promise.all(commandsIn(text ?? '').map(refusal));
  const why = whys.find((found) => found !== undefined);
  return why === undefined || others.length === 0 || (await refusalOfAll(others)) !== undefined ? why : undefined;
}

test('every command in the hints of our code is one of the program’s, with what its expressions stand for', async () => {
  const hints = sourceFiles('lib', 'emulator').flatMap((file) => hintsIn(file).map((parts) => ({ file, parts })));
  const refused = await Promise.all(
    hints.map(async ({ file, parts }) => ({
      file,
      text: parts.join('…'),
      why: await refusalOfAll(fillings(parts.slice(0, 5))),
    })),
  );

  expect(hints.length).toBeGreaterThan(20);
  expect(refused.filter(({ why }) => why !== undefined)).toEqual([]);
});

test('no command in a hint has a placeholder that a shell takes for a file to read', () => {
  const hints = sourceFiles('lib/operator', 'lib/keeper')
    .flatMap(hintsIn)
    .map((parts) => parts.join('…'));

  expect(hints.flatMap(commandsIn).filter((line) => line.includes('<'))).toEqual([]);
});

test('every example of the help is a command of the program', async () => {
  const lines = COMMANDS.flatMap(({ examples }) => examples.map(({ line }) => line));
  const refused = await Promise.all(lines.map(async (line) => ({ line, why: await refusal(line) })));

  expect(refused.filter(({ why }) => why !== undefined)).toEqual([]);
});

test.each(['template', '--version', 'help', 'help recover', ...COMMANDS.map(({ name }) => `${name} --help`)])(
  '%s needs no service: it runs',
  async (line) => {
    expect(await run(line.split(' '), fakeContext())).toBe(0);
  },
);
