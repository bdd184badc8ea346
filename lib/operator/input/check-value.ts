import { CATALOGUE, publicClientId } from '../../catalogue/catalogue';
import type { CatalogueKey } from '../../catalogue/catalogue-key';
import type { Environment } from '../../environments/row';
import { ENVIRONMENTS } from '../../environments/rows';
import { UsageError } from '../operator-error';
import { looksLikePlaceholder } from './placeholder';

/** A value that a person brought, under the key it is for. */
export interface BroughtValue {
  readonly key: CatalogueKey;
  readonly value: string;
  /** Where it came from, for messages. */
  readonly place: string;
}

/**
 * What is wrong with a value by the rules that the keeper has too, and some for what people mistype: the rule and the length.
 */
export function faultOf({ key, value, place }: BroughtValue, environment: Environment): UsageError | undefined {
  const rule = ruleBrokenBy(key, value, environment);
  return (
    rule &&
    new UsageError({
      rule: rule.name,
      reason: `${place}: ${key.name} ${rule.text}`,
      next: `${key.name}: ${key.format}; where it comes from: ${key.source}`,
    })
  );
}

/** The rule that a value breaks, with its length; undefined where it keeps all. */
export function ruleBrokenBy(
  key: CatalogueKey,
  value: string,
  { gcpProject }: Environment,
): { readonly name: string; readonly text: string } | undefined {
  const length = `(length ${value.length})`;
  if (value.trim() === '') {
    return { name: 'empty', text: `must not be empty ${length}` };
  }
  if (value !== value.trim()) {
    return { name: 'white-space', text: `must not begin or end with white space ${length}` };
  }
  if (looksLikePlaceholder(value)) {
    return { name: 'placeholder', text: `looks like a placeholder or a sample, not like a value ${length}` };
  }
  const verdict = key.validate(value, { gcpProject });
  return verdict.kind === 'malformed' ? { name: 'malformed', text: withLength(verdict.rule, length) } : undefined;
}

function withLength(rule: string, length: string): string {
  return rule.includes('(length ') ? rule : `${rule} ${length}`;
}

/** What this repository says of the environments, and every output may name. */
const PUBLIC = new Set(
  ENVIRONMENTS.flatMap(({ name, stackId, secretName, domain, gcpProject, service, resourcePrefix }) => [
    name,
    stackId,
    secretName,
    domain,
    gcpProject,
    service,
    resourcePrefix,
  ]),
);

/**
 * Whether the value of a key must not be shown. A value in the place of a public one may still be a secret; the name of an
 * environment in a member that the catalogue does not know is none, and hidden it would make what is told untrue.
 */
export function isSecret(name: string, value: string): boolean {
  if (name === 'STRAVA_CLIENT_ID') {
    return publicClientId(value) === undefined;
  }
  const key = CATALOGUE.find((candidate) => candidate.name === name);
  if (key === undefined) {
    return !PUBLIC.has(value);
  }
  return ['generated', 'external'].includes(key.origin) || name.endsWith('_SECRET');
}
