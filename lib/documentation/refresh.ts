import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';
import { GATES } from '../review/gates';
import { accessTable, whoTable } from './blocks/access-table';
import { alertProcedures, alertRoom, alertsTable, groupAlarms } from './blocks/alert-blocks';
import { architectureMermaid } from './blocks/architecture-diagram';
import { keysTable, rotationTable, sourcesTable } from './blocks/catalogue-blocks';
import { costAssumptions, costTable } from './blocks/cost-blocks';
import { commandsTable, environmentsTable, namesTable } from './blocks/environment-blocks';
import { attacksTable, openQuestions } from './blocks/seen-blocks';
import { markdownTable } from './markdown-table';
import { synthesizedTemplates } from './synthesized-templates';

const BLOCK = /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g;

/**
 * `text` with every block between `<!-- generated: name -->` and `<!-- end -->` made anew.
 * @throws Error where a marker names no block.
 */
export function refreshed(text: string): string {
  return text.replace(BLOCK, (_, begin: string, name: string, end: string) => {
    const block = BLOCKS[name];
    if (block === undefined) {
      throw new Error(`no generated block is called ${name}; there are: ${Object.keys(BLOCKS).join(', ')}`);
    }
    return `${begin}${block()}\n${end}`;
  });
}

/** The parts of the documents that repeat what the code knows, by the name in their markers. */
const BLOCKS: Readonly<Record<string, () => string>> = {
  environments: environmentsTable,
  names: namesTable,
  keys: keysTable,
  'key-sources': sourcesTable,
  rotation: rotationTable,
  commands: commandsTable,
  access: accessTable,
  'access-columns': whoTable,
  alerts: alertsTable,
  'alert-procedures': alertProcedures,
  'alert-groups': groupAlarms,
  'alert-room': () => alertRoom(synthesizedTemplates()),
  attacks: attacksTable,
  'open-questions': openQuestions,
  cost: () => costTable(synthesizedTemplates()),
  'cost-assumptions': costAssumptions,
  'review-gates': reviewGates,
  architecture: architectureMermaid,
};

/** Absolute paths of the documents that may hold generated blocks. */
export function documents(): readonly string[] {
  return ['.', 'docs'].flatMap((folder) =>
    readdirSync(join(projectRoot(), folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(projectRoot(), folder, name)),
  );
}

const STOPS = { acceptable: 'yes, until accepted', final: 'yes; cannot be accepted', shown: 'no, shown' } as const;

/** Every gate of the review, as a Markdown table. */
function reviewGates(): string {
  return markdownTable(
    ['gate', 'looks for', 'because', 'stops'],
    Object.entries(GATES).map(([id, { rule, why, stops }]) => [`\`${id}\``, rule, why, STOPS[stops]]),
  );
}
