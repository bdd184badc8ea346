import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REQUIRED_KEYS } from '../../lib/catalogue/catalogue';
import { environmentNamed } from '../../lib/environments/rows';
import { projectRoot } from '../../lib/project-root';
import { countedByType, resourcesOf } from '../support/synthesized';

/** What README shows of `npm run local`, which no run writes. */
const [, SCREEN = ''] =
  /^(StagingStack: .*?)^```$/ms.exec(readFileSync(join(projectRoot(), 'README.md'), 'utf8')) ?? [];

test('README’s first screen counts what the stack of staging holds', () => {
  const resources = resourcesOf(environmentNamed('staging'));
  const ofAudit = Object.fromEntries(Object.entries(resources).filter(([id]) => id.startsWith('AccessAudit')));
  const counted = countedByType(ofAudit);
  const most = [
    `${counted['AWS::Logs::MetricFilter']} MetricFilter`,
    `${counted['AWS::Events::Rule']} Rule`,
    `${counted['AWS::CloudWatch::Alarm']} Alarm`,
  ];
  expect(SCREEN).toContain(`StagingStack: ${Object.keys(resources).length} resources, `);
  expect(SCREEN.replaceAll(/ +/g, ' ')).toContain(`\nAccessAudit ${Object.keys(ofAudit).length} ${most.join(', ')}, `);
});

test('README’s first screen shows the state of every required key', () => {
  const shown = [...SCREEN.matchAll(/^(\S+) +(?:present|missing) +(?:external|generated)/gm)].map(([, key]) => key);
  expect(shown).toEqual(REQUIRED_KEYS.map(({ name }) => name));
});
