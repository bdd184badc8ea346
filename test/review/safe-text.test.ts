import { parseJson } from '../../lib/review/assembly/json';
import { phrases } from '../../lib/review/page/safe-text';

// As a formula, a text may have any place and colour on the page.
test.each<[string, readonly string[]]>([
  ['because $x$', ['text because ', 'html <span>$</span>', 'text x', 'html <span>$</span>']],
  ['because $`x`$', ['text because ', 'html <span>$</span>', 'inlineCode x', 'html <span>$</span>']],
])('GitHub makes no formula of %s', (sentence, expected) => {
  const told = phrases(sentence).map((node) => `${node.type} ${'value' in node ? node.value : ''}`);
  expect(told).toEqual(expected);
});

test.each(['a` is harmless, and `b', String.raw`\u0060`])(
  'a key that would end the code around it in a sentence is refused: %s',
  (key) => {
    expect(() => parseJson(`{"a": [{"${key}": 1}]}`, 'x.json')).toThrow('x.json must have no key with a backtick');
  },
);
