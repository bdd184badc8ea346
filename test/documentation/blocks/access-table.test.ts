import { EVERYONE, WHO } from '../../../lib/access/who';
import { accessTable, whoTable } from '../../../lib/documentation/blocks/access-table';

test('the table has a column for everyone', () => {
  expect([...EVERYONE].sort()).toEqual(Object.keys(WHO).sort());
});

test('the table says who reads the value', () => {
  expect(accessTable().split('\n')).toContain(
    '| read the value: `secretsmanager:GetSecretValue` | yes | yes | yes | yes | denied | denied | denied | denied | denied | denied | denied | 9 of 9 tried |',
  );
});

test('the table says who reads the trail’s files', () => {
  expect(accessTable().split('\n')).toContain(
    '| read the trail’s files, through S3: `kms:Decrypt` | – | – | yes | – | – | yes | yes | yes | yes | – | – | – |',
  );
});

test('the table tells long lists in words only', () => {
  expect(accessTable()).toContain('| look after the key | – | – | yes |');
});

test('the legend explains every column', () => {
  expect(whoTable()).toContain('| unsigned | a request without credentials |');
});

test('a row that was not tried says so', () => {
  expect(accessTable()).toMatch(/^\| read the trail’s files.*\| – \|$/m);
});
