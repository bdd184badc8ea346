import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETECTIONS } from '../../lib/audit/detections';
import { CATALOGUE } from '../../lib/catalogue/catalogue';
import { documents } from '../../lib/documentation/refresh';
import { COMMANDS } from '../../lib/operator/commands';
import { projectRoot } from '../../lib/project-root';

const RUNBOOK = join(projectRoot(), 'docs', 'runbook.md');

/** What the alerts of alarms and rules link to, beside the detections. */
const ALARMS = ['access', 'change', 'undelivered'];

test.each([...DETECTIONS.map(({ id }) => id), ...ALARMS])('the runbook has a section for %s', (id) => {
  expect(anchorsOf(RUNBOOK)).toContain(id);
});

test.each(CATALOGUE.map(({ name }) => name))('the runbook says what to do when %s leaked', (name) => {
  expect(blockOf(RUNBOOK, 'rotation')).toContain(`| \`${name}\` |`);
});

test.each(DETECTIONS.map(({ id }) => id))('the security model says what %s means', (id) => {
  expect(blockOf(join(projectRoot(), 'docs', 'security-model.md'), 'alerts')).toContain(
    `[\`${id}\`](runbook.md#${id})`,
  );
});

test('every command that a document names exists, with its options', () => {
  expect(documents().flatMap(unknownUsesIn)).toEqual([]);
});

function blockOf(file: string, name: string): string {
  const [, block] =
    new RegExp(`<!-- generated: ${name} -->([\\s\\S]*?)<!-- end -->`).exec(readFileSync(file, 'utf8')) ?? [];
  if (block === undefined) {
    throw new Error(`${file} has no block ${name}`);
  }
  return block;
}

/** Uses of the operators’ program with a command or an option that it does not have. */
function unknownUsesIn(file: string): string[] {
  const uses = readFileSync(file, 'utf8').matchAll(/kaizencoach-secrets ([a-z]+)([^`\n]*)/g);
  return [...uses].flatMap(([use, name, rest = '']) => {
    const command = COMMANDS.find((one) => one.name === name);
    const known = [
      '--json',
      '--help',
      '--verbose',
      ...(command?.options ?? []).flatMap(({ flags }) => flags.split(/[ ,]+/)),
    ];
    const unknown = (rest.match(/--[a-z-]+/g) ?? []).filter((option) => !known.includes(option));
    return command === undefined || unknown.length > 0 ? [use] : [];
  });
}

/** The anchors of the headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
