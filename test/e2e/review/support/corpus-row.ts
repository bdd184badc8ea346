import { readdirSync } from 'node:fs';
import { type Loose, type MutableAssembly, one } from './mutated';

/** A change, and the gate that must be among those that stop it. */
export type Row = readonly [what: string, gate: string, mutate: (assembly: MutableAssembly) => void];

const SECRET = 'AWS::SecretsManager::Secret';
export const POLICY = 'AWS::SecretsManager::ResourcePolicy';
export const ADMIN = 'arn:aws:iam::111122223333:role/ops/BreakGlass';

/** Changes the template of staging. */
export const staging = (change: (template: Loose) => void) => (assembly: MutableAssembly) =>
  assembly.template('StagingStack', change);

/** Changes the only resource of `type` in it whose id contains `part`. */
export const of = (type: string, part: string, change: (properties: Loose, resource: Loose, template: Loose) => void) =>
  staging((template) => change(one(template, type, part).Properties, one(template, type, part), template));

export const secret = (change: (resource: Loose, template: Loose) => void) =>
  staging((template) => change(one(template, SECRET), template));
export const trail = (change: (properties: Loose) => void) => of('AWS::CloudTrail::Trail', '', change);
export const rule = (change: (properties: Loose) => void) => of('AWS::Events::Rule', 'valueread', change);
export const filter = (change: (properties: Loose) => void) => of('AWS::Logs::MetricFilter', 'valueread', change);
export const alarm = (part: string, change: (properties: Loose) => void) => of('AWS::CloudWatch::Alarm', part, change);
export const keeper = (change: (properties: Loose, resource: Loose, template: Loose) => void) =>
  of('AWS::Lambda::Function', '', change);

/** Changes the Deny of the secret's policy. */
export const denial = (change: (statement: Loose, document: Loose) => void) =>
  of(POLICY, '', ({ ResourcePolicy }) => change(ResourcePolicy.Statement[0], ResourcePolicy));

/** Whom that Deny spares. */
export const exempt = (statement: Loose): Loose => statement.Condition.ArnNotEquals['aws:PrincipalArn'];

/** Adds a resource to the template of staging. */
export const added = (Type: string, properties: (template: Loose) => object, more: object = {}) =>
  staging((template) => {
    template.Resources.Added = { Type, Properties: properties(template), ...more };
  });

/** Changes what the manifest says of staging. */
export const stackFacts = (change: (properties: Loose, artifact: Loose) => void) => (assembly: MutableAssembly) =>
  assembly.json('manifest.json', ({ artifacts }) => change(artifacts.StagingStack.properties, artifacts.StagingStack));

/** Changes what is published for staging: the entry of the keeper's code, and all entries by their ids. */
export const published = (change: (code: Loose, files: Loose) => void) => (assembly: MutableAssembly) =>
  assembly.json('StagingStack.assets.json', ({ files }) =>
    change(
      Object.values<Loose>(files).find(({ source }) => source.packaging === 'zip'),
      files,
    ),
  );

/** The file with the keeper's code. */
export const keeperCode = ({ folder }: MutableAssembly) =>
  `${readdirSync(folder).find((name) => name.startsWith('asset.'))}/index.js`;
