import { BLOCKS } from './blocks';

const BLOCK = /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(\n<!-- end -->)/g;

/**
 * `text` with every block between `<!-- generated: name -->` and `<!-- end -->` made anew.
 * @throws Error where a marker names no block.
 */
export function refreshed(text: string): string {
  return text.replace(BLOCK, (_, begin: string, name: string, end: string) => {
    const block = BLOCKS[name];
    if (block === undefined) {
      throw new Error(`no generated block is called ${name}; there are: ${Object.keys(BLOCKS).join(', ')}`);
    }
    return `${begin}${block()}${end}`;
  });
}
