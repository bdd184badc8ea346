import { otherMessage } from '../../lib/review/rules/messages';

const MESSAGE =
  '{ "alert": "value-read", "severity": "critical", "who": "<who>", "what": "<what>", "when": "<when>", "keys": <keys> }';

test.each([
  ['another severity', '"critical"', '"none"', /something else: `severity`/],
  ['another alert', 'value-read', 'planned-drill', /something else: `alert`/],
  ['a further word', '"who"', '"note": "a drill", "who"', /something else: `note`/],
  ['something else put in', '<keys>', '<what>', /something else: `keys`/],
  ['nobody', '"<who>"', '"nobody"', /something else: `who`/],
  ['no time', ', "when": "<when>"', '', /no longer tell `when`/],
  ['what only looks like a mark', '<keys>', '{"<>":"keys"}', /something else: `keys`/],
  ['who it was twice', '"<who>"', '"<who>", "who": "the app"', /no JSON/],
  ['what is no JSON', '<keys>', '<keys>,,', /no JSON/],
  // EventBridge looks for marks in the text, and finds none where letters are escaped.
  ['a mark in escapes', '"<who>"', '"\\u003cwho\\u003e"', /something else: `who`/],
  ['a name in escapes', '"who"', '"wh\\u006f"', /no longer tell `who`/],
  ['a mark beside a text', '"<who>"', '"<who>"<who>', /no JSON/],
])('a message of %s is another', (_, before, after, said) => {
  expect(otherMessage(MESSAGE, MESSAGE.replace(before, after))).toMatch(said);
});

test.each([
  ['tells what it did not', MESSAGE.replace(', "when": "<when>"', ''), MESSAGE, 'would say something else: `when`'],
  ['was no JSON', `${MESSAGE},`, MESSAGE, 'would say something else'],
  [
    'tells less and other things',
    MESSAGE,
    '{ "severity": "none", "what": "<what>", "when": "<when>", "keys": <keys> }',
    'would no longer tell `alert`, `who`, and say something else: `severity`',
  ],
])('of a message that %s no more is said than that', (_, before, after, said) => {
  expect(otherMessage(before, after)).toBe(said);
});

test('a message with other spaces between its members is the same', () => {
  expect(otherMessage(MESSAGE, MESSAGE.replaceAll(', ', ',\n'))).toBeUndefined();
});
