import { styleText } from 'node:util';
import { type Paint, withoutColour } from './render-text';
import type { Tone } from './view';

const STYLES = {
  plain: 'reset',
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  quiet: 'gray',
  strong: 'bold',
} as const satisfies Record<Tone, Parameters<typeof styleText>[0]>;

/** Colour on a terminal, unless the person wants none (https://no-color.org) or the terminal has none. */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  const wanted = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  return wanted
    ? (tone, text) => (tone === 'plain' ? text : styleText(STYLES[tone], text, { validateStream: false }))
    : withoutColour;
}
