import * as v from 'valibot';
import { filterMatches } from '../../../lib/audit/filter-matcher';
import type { Record } from '../../../lib/audit/modelled-events/records';
import type { Environment } from '../../../lib/environments/row';
import { resolved } from '../../support/resolve-intrinsics';
import { ofType, type Resources, resourcesOf } from '../../support/synthesized';

const rulesSchema = v.array(v.object({ Name: v.string(), EventPattern: v.record(v.string(), v.unknown()) }));
const filtersSchema = v.array(v.object({ FilterName: v.string(), FilterPattern: v.string() }));

/** What the template of an environment looks for, with every reference worked out. */
export interface SynthesizedPatterns {
  readonly resources: Resources;
  /** Patterns of the rules, by name. */
  readonly rules: Readonly<{ [name: string]: object }>;
  /** Patterns of the metric filters, by name. */
  readonly filters: Readonly<{ [name: string]: string }>;
}

/** The patterns in the template of `environment`. */
export function synthesizedPatterns(environment: Environment): SynthesizedPatterns {
  const resources = resourcesOf(environment);
  // Targets name resources whose ARNs are not needed here.
  const properties = (type: string, ...names: readonly string[]) =>
    Object.values(ofType(resources, type)).map(({ Properties }) =>
      resolved(resources, Object.fromEntries(names.map((name) => [name, Properties[name]]))),
    );
  // The weekly schedule's rule has no pattern.
  const ofEvents = properties('AWS::Events::Rule', 'Name', 'EventPattern').filter((rule) =>
    JSON.stringify(rule).includes('EventPattern'),
  );
  const rules = v.parse(rulesSchema, ofEvents);
  const filters = v.parse(filtersSchema, properties('AWS::Logs::MetricFilter', 'FilterName', 'FilterPattern'));
  return {
    resources,
    rules: Object.fromEntries(rules.map(({ Name, EventPattern }) => [Name, EventPattern])),
    filters: Object.fromEntries(filters.map(({ FilterName, FilterPattern }) => [FilterName, FilterPattern])),
  };
}

/**
 * Names of the filters that match `record`.
 * @throws Error where a filter's answer hangs on what AWS does not document: whether an absent field differs.
 */
export function matchingFilters({ filters }: SynthesizedPatterns, record: Record): string[] {
  return Object.entries(filters).flatMap(([name, pattern]) => {
    const answers = [true, false].map((differsWhereAbsent) => filterMatches(pattern, record, { differsWhereAbsent }));
    if (answers[0] !== answers[1]) {
      throw new Error(`${name} must not hang on whether an absent field differs, got ${pattern}`);
    }
    return answers[0] === true ? [name] : [];
  });
}
