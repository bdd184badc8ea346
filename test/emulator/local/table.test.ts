import { renderTable } from '../../../emulator/local/table';

test('each column is as wide as its widest cell, and lines have no trailing space', () => {
  const table = renderTable(
    ['key', 'state'],
    [
      ['FLASK_SECRET_KEY', 'present'],
      ['A', ''],
    ],
  );
  expect(table.split('\n')).toEqual([
    'key               state',
    '----------------  -------',
    'FLASK_SECRET_KEY  present',
    'A',
  ]);
});

test('a character outside the basic plane is one cell wide', () => {
  expect(renderTable(['𝒳', 'b'], [['yy', 'z']]).split('\n')[0]).toBe('𝒳   b');
});

test('a table without rows is a head', () => {
  expect(renderTable(['a'], [])).toBe('a\n-');
});
