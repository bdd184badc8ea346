import { addedAcceptances } from '../../lib/review/acceptances';
import { findingOf } from '../../lib/review/finding';
import { literalFindings } from '../../lib/review/rules/literals';

const ACCEPTANCE = {
  gate: 'keeper.code',
  environment: 'staging',
  finding: '0'.repeat(32),
  reason: 'x'.repeat(500),
  until: '2026-12-01',
};
const added = (more: object) => addedAcceptances('[]', JSON.stringify([{ ...ACCEPTANCE, ...more }]));

test.each(['reason', 'environment', 'gate'])(
  'an acceptance whose %s would take the page, on which findings stand, is none',
  (name) => {
    expect(added({})).toHaveLength(1);
    expect(() => added({ [name]: 'x'.repeat(501) })).toThrow('an acceptance must have');
  },
);

test('a reason of blanks is none', () => {
  expect(() => added({ reason: ' \u00a0\n'.repeat(10) })).toThrow('an acceptance must have');
});

test('who accepted one value in a template did not accept another of the same length', () => {
  const fingerprints = (value: string) => {
    const after = { note: value.repeat(20) };
    const found = literalFindings([
      { logicalId: 'Topic', type: 'AWS::SNS::Topic', path: ['Metadata'], before: {}, after },
    ]);
    return found.map((each) => findingOf('staging', each).fingerprint);
  };
  expect(fingerprints('a1')).toHaveLength(1);
  expect(fingerprints('a1')).toEqual(fingerprints('a1'));
  expect(fingerprints('a1')).not.toEqual(fingerprints('b2'));
});
