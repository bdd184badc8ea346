import { isList, isObject, type Json, type JsonObject, member } from '../assembly/json';
import { type Piece, written } from './references';

/**
 * Text of CloudFormation in the syntax of `Fn::Sub`, whichever function said it: `${Name}` for a parameter or resource,
 * `${Id.Attribute}` for an attribute, `${!` for the two characters themselves. So Join and Sub of the same text are equal, and
 * a literal that only looks like a reference is not one, however it was put together.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
 */
export function textOf(value: Json): string | undefined {
  const pieces = piecesOf(value);
  return pieces === undefined ? undefined : written(pieces);
}

/** Undefined where what comes out is not known here, or where CloudFormation would not take it. */
type Pieces = readonly Piece[] | undefined;

function piecesOf(value: Json): Pieces {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return [{ characters: String(value) }];
  }
  const [name, argument] = onlyMember(value);
  switch (name) {
    case 'Ref':
      return typeof argument === 'string' && RESOURCE.test(argument) ? [{ name: argument }] : undefined;
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

function onlyMember(value: Json): [string, Json] | [undefined, undefined] {
  const [first, ...others] = isObject(value) ? Object.entries(value) : [];
  return first === undefined || others.length > 0 ? [undefined, undefined] : first;
}

/** What `Ref` takes: a parameter, a pseudo parameter or a resource. */
const RESOURCE = /^(?:AWS::)?[A-Za-z0-9]+$/;
const ATTRIBUTE = /^[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+$/;

function attribute(argument: Json | undefined): Pieces {
  const parts = typeof argument === 'string' ? [argument] : isList(argument) ? argument : [];
  const name = parts.map((part) => (typeof part === 'string' ? part : ' ')).join('.');
  return ATTRIBUTE.test(name) ? [{ name }] : undefined;
}

function joined(argument: Json | undefined): Pieces {
  const [separator, parts, ...others] = isList(argument) ? argument : [];
  if (typeof separator !== 'string' || !isList(parts) || others.length > 0) {
    return undefined;
  }
  const all = parts.filter((part) => !isNoValue(part)).map(piecesOf);
  return together(all.flatMap((pieces, index) => (index === 0 ? [pieces] : [[{ characters: separator }], pieces])));
}

function together(all: readonly Pieces[]): Pieces {
  const known = all.filter((pieces) => pieces !== undefined);
  return known.length === all.length ? known.flat() : undefined;
}

/** One of the parts between colons, as of an ARN: `${Id.Arn:6}`. */
function selected(argument: Json | undefined): Pieces {
  const [place, list, ...others] = isList(argument) ? argument : [];
  const [name, split] = onlyMember(list ?? null);
  const [separator, value, ...more] = name === 'Fn::Split' && isList(split) ? split : [];
  const pieces = value === undefined ? undefined : piecesOf(value);
  const isPlace = (typeof place === 'string' || typeof place === 'number') && /^\d+$/.test(String(place));
  if (separator !== ':' || pieces === undefined || others.length > 0 || more.length > 0 || !isPlace) {
    return undefined;
  }
  const [only, ...further] = pieces;
  if (only !== undefined && further.length === 0 && 'name' in only) {
    return only.name.includes(':') ? undefined : [{ name: `${only.name}:${place}` }];
  }
  const text = pieces.map((piece) => ('characters' in piece ? piece.characters : undefined));
  const part = text.includes(undefined) ? undefined : text.join('').split(':')[Number(place)];
  return part === undefined ? undefined : [{ characters: part }];
}

/** `name:place`, as `textOf` writes a part of an ARN; a pseudo parameter has two colons. */
export function partNamed(name: string): { readonly of: string; readonly place: number } | undefined {
  const [, of, place] = /^([A-Za-z0-9.]+):([0-9]+)$/.exec(name) ?? [];
  return of === undefined ? undefined : { of, place: Number(place) };
}

function substituted(argument: Json | undefined): Pieces {
  const [text, values, ...others] = isList(argument) ? argument : [argument, {}];
  if (typeof text !== 'string' || !isObject(values) || others.length > 0) {
    return undefined;
  }
  const [before = '', ...places] = text.split('${');
  return together([[{ characters: before }], ...places.map((place) => placed(place, values))]);
}

/** What stands after a `${` of `Fn::Sub`, to the next one. */
function placed(text: string, values: JsonObject): Pieces {
  const end = text.indexOf('}');
  const name = text.slice(0, Math.max(end, 0));
  const rest: Piece = { characters: text.slice(end + 1) };
  if (name.startsWith('!')) {
    return [{ characters: `\${${name.slice(1)}}` }, rest];
  }
  const own = member(values, name);
  if (own !== undefined) {
    return /^\w+$/.test(name) ? together([piecesOf(own), [rest]]) : undefined;
  }
  return RESOURCE.test(name) || ATTRIBUTE.test(name) ? [{ name }, rest] : undefined;
}
