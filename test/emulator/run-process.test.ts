import { runProcess } from '../../emulator/run-process';

const node = (code: string, onLine?: (line: string) => void) =>
  runProcess(process.execPath, ['-e', code], { environment: {}, ...(onLine === undefined ? {} : { onLine }) });

test('gives both outputs and the exit code', async () => {
  const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
  expect(result.exitCode).toBe(3);
  expect(result.output.split('\n').sort()).toEqual(['err', 'out']);
});

test('hands on each line as it comes, also a last one without an end', async () => {
  const lines: string[] = [];
  await node('process.stdout.write("one\\ntwo")', (line) => lines.push(line));
  expect(lines).toEqual(['one', 'two']);
});

test('adds nothing to the environment', async () => {
  const { output } = await node('process.stdout.write(JSON.stringify(Object.keys(process.env)))');
  expect(JSON.parse(output)).toEqual([]);
});

test('rejects where there is no such command', async () => {
  await expect(runProcess('no-such-command', [], { environment: {} })).rejects.toMatchObject({ code: 'ENOENT' });
});
