import { isList, isObject, type Json, type JsonObject, member } from '../assembly/json';

/**
 * Text of CloudFormation in the syntax of `Fn::Sub`, whichever function said it: `${Name}` for a parameter or resource,
 * `${Id.Attribute}` for an attribute, `${!` for the two characters themselves. So Join and Sub of the same text are equal, and
 * a literal that only looks like a reference is not one.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function textOf(value: Json): string | undefined {
  if (typeof value === 'string') {
    return value.replaceAll('${', '${!');
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  const [name, argument] = onlyMember(value);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' && isName(argument) ? `\${${argument}}` : undefined;
    case 'Fn::GetAtt':
      return attribute(argument);
    case 'Fn::Join':
      return joined(argument);
    case 'Fn::Sub':
      return substituted(argument);
    case 'Fn::Select':
      return selected(argument);
    default:
      return undefined;
  }
}

/** Whether `value` is a call of a function of CloudFormation. */
export function isFunction(value: Json): value is JsonObject {
  const [name] = onlyMember(value);
  return name !== undefined && (name === 'Ref' || name.startsWith('Fn::') || name === 'Condition');
}

/** Whether `value` is the reference that takes its own member away. */
export function isNoValue(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 1 && member(value, 'Ref') === 'AWS::NoValue';
}

/** Names that a text refers to: parameters, resources and `Id.Attribute`, pseudo parameters included. */
export function references(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name ?? '');
}

function onlyMember(value: Json): [string, Json] | [undefined, undefined] {
  const [first, ...others] = isObject(value) ? Object.entries(value) : [];
  return first === undefined || others.length > 0 ? [undefined, undefined] : first;
}

function isName(text: string): boolean {
  return /^[A-Za-z0-9:.]+$/.test(text);
}

function attribute(argument: Json | undefined): string | undefined {
  const parts = typeof argument === 'string' ? [argument] : isList(argument) ? argument : [];
  const texts = parts.filter((part) => typeof part === 'string');
  const name = texts.join('.');
  return texts.length === parts.length && name.includes('.') && isName(name) ? `\${${name}}` : undefined;
}

function joined(argument: Json | undefined): string | undefined {
  const [separator, parts, ...others] = isList(argument) ? argument : [];
  if (typeof separator !== 'string' || !isList(parts) || others.length > 0) {
    return undefined;
  }
  const texts = parts.filter((part) => !isNoValue(part)).map(textOf);
  return texts.includes(undefined) ? undefined : texts.join(separator.replaceAll('${', '${!'));
}

/** One of the parts between colons, as of an ARN: `${Id.Arn:6}`. */
function selected(argument: Json | undefined): string | undefined {
  const [place, list, ...others] = isList(argument) ? argument : [];
  const [name, split] = onlyMember(list ?? null);
  const [separator, value, ...more] = name === 'Fn::Split' && isList(split) ? split : [];
  const text = value === undefined ? undefined : textOf(value);
  if (
    separator !== ':' ||
    text === undefined ||
    others.length > 0 ||
    more.length > 0 ||
    !/^[0-9]+$/.test(String(place))
  ) {
    return undefined;
  }
  const [whole, only] = /^\$\{([A-Za-z0-9.]+)\}$/.exec(text) ?? [];
  return whole === undefined ? partOf(text, Number(place)) : `\${${only}:${String(place)}}`;
}

/** A part of a text without references. */
function partOf(text: string, place: number): string | undefined {
  return text.includes('${') ? undefined : text.split(':')[place];
}

/** `name:place`, as `textOf` writes a part of an ARN; a pseudo parameter has two colons. */
export function partNamed(name: string): { readonly of: string; readonly place: number } | undefined {
  const [, of, place] = /^([A-Za-z0-9.]+):([0-9]+)$/.exec(name) ?? [];
  return of === undefined ? undefined : { of, place: Number(place) };
}

function substituted(argument: Json | undefined): string | undefined {
  const [text, values] = isList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(values)) {
    return undefined;
  }
  let understood = true;
  const result = text.replace(/\$\{(!?)([^}]*)\}/g, (whole, literal: string, name: string) => {
    if (literal !== '') {
      return whole;
    }
    const own = member(values, name.trim());
    const replacement = own === undefined ? reference(name) : textOf(own);
    understood &&= replacement !== undefined;
    return replacement ?? '';
  });
  return understood ? result : undefined;
}

function reference(name: string): string | undefined {
  return isName(name) ? `\${${name}}` : undefined;
}
