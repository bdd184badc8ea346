import * as v from 'valibot';

/**
 * The part of CloudFormation's request that is needed to answer it (CloudFormation User Guide, "Custom resource request
 * objects"). The properties are parsed apart, so that an answer is possible when they are wrong.
 */
const eventSchema = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,500}$/)),
  RequestId: v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/)),
  LogicalResourceId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,255}$/)),
  ResourceProperties: v.optional(v.unknown()),
  OldResourceProperties: v.optional(v.unknown()),
});

/** A request of CloudFormation to a custom resource. */
export type CloudFormationEvent = v.InferOutput<typeof eventSchema>;

/** Whether `event` claims to come from CloudFormation; any invoker can send one. */
export function looksLikeCloudFormation(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'RequestType' in event;
}

/** The request, or undefined where it cannot even be answered. */
export function parseEvent(event: unknown): CloudFormationEvent | undefined {
  const parsed = v.safeParse(eventSchema, event);
  return parsed.success ? parsed.output : undefined;
}
