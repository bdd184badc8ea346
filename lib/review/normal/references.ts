import { isObject, type Json } from '../assembly/json';

/** A piece of a text: characters as they are, or the name of what CloudFormation puts in. */
export type Piece = { readonly characters: string } | { readonly name: string };

/** Every `${` of a text in normal form: of a literal one, or of a reference with its name. */
const PLACES = /\$\{(?:!|([A-Za-z0-9:.]+)\})/g;

/**
 * `pieces` as one text: `${Name}` for a reference, `${!` for the two characters themselves. Characters are put together first:
 * `$` and `{Name}` side by side are no reference, because CloudFormation does not read twice.
 */
export function written(pieces: readonly Piece[]): string {
  let text = '';
  let open = '';
  for (const piece of pieces) {
    if ('characters' in piece) {
      open += piece.characters;
    } else {
      text += `${literal(open)}\${${piece.name}}`;
      open = '';
    }
  }
  return text + literal(open);
}

function literal(characters: string): string {
  return characters.replaceAll('${', '${!');
}

/** `text`, in normal form, with what `put` says in the place of every reference. */
export function filled(text: string, put: (name: string) => string): string {
  return text.replace(PLACES, (_, name?: string) => (name === undefined ? '${' : put(name)));
}

/** Names that a value in normal form refers to: parameters, resources and `Id.Attribute`, pseudo parameters included. */
export function references(value: Json): string[] {
  if (typeof value === 'string') {
    return [...value.matchAll(PLACES)].flatMap(([, name]) => name ?? []);
  }
  return isObject(value) || Array.isArray(value) ? Object.values<Json>(value).flatMap(references) : [];
}
