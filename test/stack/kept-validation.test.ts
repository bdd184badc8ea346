import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CloudFormationValidatePlugin, type IPolicyValidationContext } from 'aws-cdk-lib';
import { KeptValidation } from '../../lib/stack/kept-validation';

let folder: string;
let verdicts: string;
const looked = jest.spyOn(CloudFormationValidatePlugin.prototype, 'validate');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'validated-'));
  verdicts = join(folder, 'verdicts');
  looked.mockClear();
});
afterEach(() => rmSync(folder, { recursive: true }));

const GOOD = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alerts' } };
const BAD = { Type: 'AWS::SNS::Topic', Properties: { NoSuchProperty: 'x' } };

function contextOf(templates: Readonly<Record<string, object>>, accountId = '111122223333'): IPolicyValidationContext {
  const stackTemplates = Object.entries(templates).map(([name, Topic]) => {
    const templatePath = join(folder, `${name}.template.json`);
    writeFileSync(templatePath, JSON.stringify({ Resources: { Topic } }));
    return { stackConstructPath: name, templatePath, accountId, region: 'eu-west-1' };
  });
  return {
    templatePaths: stackTemplates.map(({ templatePath }) => templatePath),
    stackTemplates,
    appConstruct: new App(),
  };
}

/** How many templates the library's own engine was asked about. */
const asked = () => looked.mock.calls.flatMap(([{ stackTemplates }]) => stackTemplates).length;

test('a template in which nothing was found is not validated again', () => {
  const first = new KeptValidation(verdicts).validate(contextOf({ one: GOOD }));
  expect(new KeptValidation(verdicts).validate(contextOf({ one: GOOD }))).toEqual(first);
  expect(asked()).toBe(1);
});

test('a template with a finding is validated every time, and found wanting every time', () => {
  const reports = [1, 2].map(() => new KeptValidation(verdicts).validate(contextOf({ one: GOOD, other: BAD })));
  expect(reports.map(({ success }) => success)).toEqual([false, false]);
  expect(reports[1]).toEqual(reports[0]);
  expect(asked()).toBe(3);
  expect(readdirSync(verdicts)).toHaveLength(1);
});

test('another template, or the same for another account, is validated', () => {
  new KeptValidation(verdicts).validate(contextOf({ one: GOOD }));
  new KeptValidation(verdicts).validate(contextOf({ one: { ...GOOD, Properties: { TopicName: 'others' } } }));
  new KeptValidation(verdicts).validate(contextOf({ one: GOOD }, '444455556666'));
  expect(asked()).toBe(3);
});

test('without a folder everything is validated', () => {
  new KeptValidation(undefined).validate(contextOf({ one: GOOD }));
  new KeptValidation(undefined).validate(contextOf({ one: GOOD }));
  expect(asked()).toBe(2);
});
