import { isList, isObject, type Json } from '../assembly/json';

/**
 * Names of what is run at the deployment and writes the part of a template that it stands in anew: macros, of which `Transform` is
 * the short form, and loops.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
const MACRO = /^(Fn::)?Transform$|^Fn::ForEach(::|$)/;

/** Every macro and loop in `value`, by the names from there down, in front of which stands `path`. */
export function macrosIn(value: Json, path: string): (readonly [path: string, macro: Json])[] {
  if (!isObject(value) && !isList(value)) {
    return [];
  }
  return Object.entries<Json>(value).flatMap(([name, inner]) =>
    MACRO.test(name) ? [[`${path}.${name}`, inner] as const] : macrosIn(inner, `${path}.${name}`),
  );
}
