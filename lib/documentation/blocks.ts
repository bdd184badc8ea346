import { accessTable, whoTable } from './blocks/access-table';
import { alertProcedures, alertsTable, groupAlarms } from './blocks/alert-blocks';
import { keysTable, rotationTable } from './blocks/catalogue-blocks';
import { commandsTable } from './blocks/command-block';
import { costAssumptions, costTable } from './blocks/cost-blocks';
import { environmentsTable, namesTable } from './blocks/environment-blocks';
import { synthesizedTemplates } from './synthesized-templates';

/** The parts of the documents that repeat what the code knows, by the name in their markers. */
export const BLOCKS: Readonly<Record<string, () => string>> = {
  environments: environmentsTable,
  names: namesTable,
  keys: keysTable,
  rotation: rotationTable,
  commands: commandsTable,
  access: accessTable,
  'access-columns': whoTable,
  alerts: alertsTable,
  'alert-procedures': alertProcedures,
  'alert-groups': groupAlarms,
  cost: () => costTable(synthesizedTemplates()),
  'cost-assumptions': costAssumptions,
};
