import { Progress } from '../../../emulator/local/progress';

let written: string[];
let progress: Progress;

beforeEach(() => {
  written = [];
  progress = new Progress((text) => written.push(text));
});

test('a step is one line with the seconds since the start', () => {
  progress.step('cdk bootstrap');
  expect(written.join('')).toMatch(/^\[ {2}0\.\d s\] cdk bootstrap\n$/);
});

test('a command’s line is set in, and its empty lines are left out', () => {
  progress.detail('CREATE_COMPLETE');
  progress.detail('  ');
  expect(written).toEqual(['          CREATE_COMPLETE\n']);
});
