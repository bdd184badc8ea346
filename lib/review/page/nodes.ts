import type { PhrasingContent, RootContent } from 'mdast';

/** A heading. */
export function heading(depth: 2 | 3, children: PhrasingContent[]): RootContent {
  return { type: 'heading', depth, children };
}

/** A paragraph. */
export function paragraph(children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children };
}

/** Markup that this program wrote itself, and nothing of what it read. */
export function html(value: string): RootContent {
  return { type: 'html', value };
}

/** A list of sentences. */
export function list(items: readonly PhrasingContent[][]): RootContent {
  return {
    type: 'list',
    spread: false,
    children: items.map((children) => ({
      type: 'listItem',
      spread: false,
      children: [{ type: 'paragraph', children }],
    })),
  };
}
