import { alertRoom } from '../../../lib/documentation/blocks/alert-blocks';
import { ENVIRONMENTS } from '../../../lib/environments/rows';

/** As many resources of a type. */
function several(Type: string, count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${Type}${index}`, { Type, Properties: {} }]));
}

test.each([
  [{ demo: 26, filters: 34 }, '2 environments', '9 demos'],
  [{ demo: 27, filters: 35 }, '2 environments', '8 demos'],
  [{ demo: 27, filters: 51 }, '1 environments', '8 demos'],
])(
  'an event bus holds 300 rules, a log group 100 filters: with %j there is room for %s, and %s',
  (counts, shared, demos) => {
    const templates = Object.fromEntries(
      ENVIRONMENTS.map(({ name, tier }) => {
        const rules = tier === 'demo' ? counts.demo : 29;
        const filters = tier === 'demo' ? 0 : counts.filters;
        const Resources = { ...several('AWS::Events::Rule', rules), ...several('AWS::Logs::MetricFilter', filters) };
        return [name, { Resources }];
      }),
    );

    expect(alertRoom(templates)).toContain(`| production | 29 | ${counts.filters} |\n`);
    expect(alertRoom(templates)).toContain(`So ${shared} can share a log group`);
    expect(alertRoom(templates)).toContain(`has room for ${demos}.`);
  },
);
