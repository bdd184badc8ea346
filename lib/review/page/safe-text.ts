import type { PhrasingContent } from 'mdast';

const CONTROL = /[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * `text` without what a terminal or a browser would obey, as inline code shows it: a letter that only looks like another is
 * written as its number.
 */
export function codeText(text: string): string {
  return text
    .replace(/[^\x20-\x7e]/gu, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('`', "'");
}

/** `text` as prose: no control characters, no mention of a person, no link. */
function proseText(text: string): string {
  return text
    .replace(CONTROL, ' ')
    .replace(/@(?=\w)/g, '@\u200b')
    .replace(/#(?=\d)/g, '#\u200b')
    .replaceAll('://', ':\u200b//')
    .replace(/\bwww\./gi, 'www\u200b.');
}

/** A sentence, in which code stands between backticks, as Markdown. What is hostile in it is shown and does nothing. */
export function phrases(sentence: string): PhrasingContent[] {
  return sentence.split('`').flatMap((part, index): PhrasingContent[] => {
    if (part === '') {
      return [];
    }
    return index % 2 === 1 ? [{ type: 'inlineCode', value: codeText(part) }] : prose(proseText(part));
  });
}

/** GitHub makes a formula of what stands between two dollar signs, which may cover the rest of the page, unless they are spanned. */
function prose(text: string): PhrasingContent[] {
  return text
    .split(/(\$)/)
    .flatMap((part): PhrasingContent[] =>
      part === '' ? [] : [part === '$' ? { type: 'html', value: '<span>$</span>' } : { type: 'text', value: part }],
    );
}

/** A sentence for the terminal. */
export function plainText(sentence: string): string {
  return sentence
    .split('`')
    .map((part, index) => (index % 2 === 1 ? codeText(part) : part.replace(CONTROL, ' ')))
    .join('');
}
