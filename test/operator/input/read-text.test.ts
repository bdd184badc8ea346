import { randomBytes } from 'node:crypto';
import { readFileText } from '../../../lib/operator/input/read-text';

test.each([
  ['a value', randomBytes(20).toString('hex')],
  ['a document', `{"STRAVA_CLIENT_SECRET":"${randomBytes(20).toString('hex')}"}`],
  ['something too long for a path', randomBytes(400).toString('hex')],
])('I1: %s in the place of a path is not repeated', (_, path) => {
  expect(() => readFileText(path, 'the file')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining(path.slice(0, 20)) }),
  );
});

test('the path of a file that is there is shown', () => {
  expect(() => readFileText(__dirname, 'the file')).toThrow(
    expect.objectContaining({ message: expect.stringContaining(__dirname) }),
  );
});
