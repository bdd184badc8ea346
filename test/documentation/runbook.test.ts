import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETECTIONS } from '../../lib/audit/detections';
import { CATALOGUE } from '../../lib/catalogue/catalogue';
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

test('every test that the page about the guide names is there', () => {
  const guide = readFileSync(join(projectRoot(), 'docs', 'guide.md'), 'utf8');
  const named = [...guide.matchAll(/`(test\/[^`]*)`/g)].map(([, file = '']) => file);

  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(join(projectRoot(), file)))).toEqual([]);
});

function blockOf(file: string, name: string): string {
  const [, block] =
    new RegExp(`<!-- generated: ${name} -->([\\s\\S]*?)<!-- end -->`).exec(readFileSync(file, 'utf8')) ?? [];
  if (block === undefined) {
    throw new Error(`${file} has no block ${name}`);
  }
  return block;
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
