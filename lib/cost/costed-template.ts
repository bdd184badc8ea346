import * as v from 'valibot';

/** The part of a template that costs. */
export const costedTemplateSchema = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown()), {}) }),
  ),
});

/** The part of a template that costs. */
export type CostedTemplate = v.InferOutput<typeof costedTemplateSchema>;

/** Properties of one resource. */
export type Properties = CostedTemplate['Resources'][string]['Properties'];
