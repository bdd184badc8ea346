import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as v from 'valibot';
import type { Environment } from '../../lib/environments/row';
import { remembered } from '../../lib/remembered';
import { APP_PROPS } from '../../lib/stack/app-props';
import { EnvironmentStack } from '../../lib/stack/environment-stack';

const resourceSchema = v.object({
  Type: v.string(),
  Properties: v.optional(v.record(v.string(), v.unknown()), {}),
  DependsOn: v.optional(v.array(v.string()), []),
  DeletionPolicy: v.optional(v.string()),
  UpdateReplacePolicy: v.optional(v.string()),
});

/** A template, as far as tests read it. */
export const templateSchema = v.object({ Resources: v.record(v.string(), resourceSchema) });

/** A resource of a template. */
export type Resource = v.InferOutput<typeof resourceSchema>;

/** Resources of a template by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

/** The stack of `environment`, with a stand-in for the keeper's code: bundling is tested on its own. */
export function stackOf(environment: Environment, today?: string): EnvironmentStack {
  return new EnvironmentStack(new App(APP_PROPS), environment.stackId, {
    environment,
    keeperCode: { content: Buffer.from('exports.handler = async () => {};'), hash: 'hash-of-the-stand-in' },
    today,
  });
}

declare global {
  /** Texts of templates that this worker made. */
  var sharedTemplates: Map<string, string>;
}

const templates = new Map<string, Template>();

/** The template of `environment`, made once: do not change what it gives. */
export function templateOf(environment: Environment, today?: string): Template {
  const key = JSON.stringify([environment, today]);
  return remembered(templates, key, () => {
    const text = remembered(sharedTemplates, key, () =>
      JSON.stringify(Template.fromStack(stackOf(environment, today)).toJSON()),
    );
    // Whoever made the text looked for circles in it.
    return Template.fromJSON(JSON.parse(text), { skipCyclicalDependenciesCheck: true });
  });
}

/** The resources in the template of `environment`. */
export function resourcesOf(environment: Environment, today?: string): Resources {
  return v.parse(templateSchema, templateOf(environment, today).toJSON()).Resources;
}

/** The resources of one type. */
export function ofType(resources: Resources, type: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.Type === type));
}

/** The resources of one part of the stack, whose logical ids begin with its construct's. */
export function within(resources: Resources, construct: string): Resources {
  return Object.fromEntries(Object.entries(resources).filter(([id]) => id.startsWith(construct)));
}

/** How many resources there are of each type. */
export function countedByType(resources: Resources): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(resources)) {
    counts[Type] = (counts[Type] ?? 0) + 1;
  }
  return counts;
}

/** Logical id and resource of the only one of its type. */
export function theOnly(resources: Resources, type: string): [id: string, resource: Resource] {
  const [found, ...others] = Object.entries(ofType(resources, type));
  if (found === undefined || others.length > 0) {
    throw new Error(`expected one ${type}, found ${found === undefined ? 0 : others.length + 1}`);
  }
  return found;
}
