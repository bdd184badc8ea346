import { canonical, isList, type Json, member } from '../assembly/json';
import { code } from '../finding';
import { functionOf, type Holder, type HolderKind, holdersOf, nameOf } from './holders';
import type { NormalResource, NormalTemplate } from './template';

/** A resource that sets a policy or an alert as a whole: it overwrites what another one set, and takes it away when it goes. */
export interface Setter {
  readonly resource: NormalResource;
  /** What it sets, in words. */
  readonly what: string;
  /** What it is to set that where another one does. */
  readonly gate: 'access.overwritten' | 'audit.overwritten';
  /** Whether it can only be what this stack makes, and is named: else nobody sees here what is overwritten. */
  readonly isSeen: boolean;
}

/** What has a policy, and the name of the policy where it can have several. */
interface Place {
  readonly holder: Holder;
  readonly policy: string;
}

/** Types that have policies which other resources set, with what stands before the name of one as a holder. */
const HOLDERS: Readonly<Record<string, readonly [kind: HolderKind, before: string]>> = {
  'AWS::SecretsManager::Secret': ['secret', ''],
  'AWS::SNS::Topic': ['topic', ''],
  'AWS::SQS::Queue': ['queue', ''],
  'AWS::S3::Bucket': ['bucket', ''],
  'AWS::Lambda::Function': ['function', ''],
  'AWS::IAM::Role': ['identity', 'role/'],
  'AWS::IAM::User': ['identity', 'user/'],
  'AWS::IAM::Group': ['identity', 'group/'],
  'AWS::IAM::ManagedPolicy': ['managed policy', ''],
};
const KINDS: ReadonlySet<HolderKind> = new Set(Object.values(HOLDERS).map(([kind]) => kind));

/** Who sets each policy that the resources of `template` set as a whole. */
export function policySettersOf(template: NormalTemplate): (readonly [key: string, setter: Setter])[] {
  const resources = Object.values(template.resources);
  const made = new Set(
    resources.flatMap(({ id, type }) => {
      const [kind, before] = HOLDERS[type] ?? [];
      return kind === undefined ? [] : [textOfHolder({ kind, name: `${before}${nameOf(`\${${id}}`, template)}` })];
    }),
  );
  return resources.flatMap((resource) =>
    placesOf(resource, template).map(({ holder, policy }): [string, Setter] => {
      const who = textOfHolder(holder);
      const isSeen = made.has(who) && !policy.includes('${');
      return [
        `${who}\n${policy.toLowerCase()}`,
        { resource, what: inWords(holder, policy), gate: 'access.overwritten', isSeen },
      ];
    }),
  );
}

/** IAM does not look at the case of a name. */
function textOfHolder({ kind, name }: Holder): string {
  return `${kind}\n${kind === 'identity' || kind === 'managed policy' ? name.toLowerCase() : name}`;
}

function placesOf(resource: NormalResource, template: NormalTemplate): Place[] {
  if (resource.type === 'AWS::Lambda::Permission') {
    return [{ holder: functionOf(resource, template), policy: '' }];
  }
  return resource.policies.flatMap(({ path }) =>
    holdersOf(resource, path, template)
      // To whom a managed policy is attached is another matter: it overwrites nothing there.
      .filter(
        ({ kind }) => KINDS.has(kind) && (kind === 'managed policy' || resource.type !== 'AWS::IAM::ManagedPolicy'),
      )
      .map((holder) => ({ holder, policy: holder.kind === 'identity' ? nameAt(resource, path) : '' })),
  );
}

/** Name of the policy at `path`, beside which it stands. */
function nameAt({ properties }: NormalResource, path: readonly string[]): string {
  const within = (value: Json | undefined, name: string) => (isList(value) ? value[Number(name)] : member(value, name));
  const name = member(path.slice(0, -1).reduce<Json | undefined>(within, properties), 'PolicyName');
  // What is no text is decided elsewhere, as a reference is.
  return typeof name === 'string' ? name : `\${${canonical(name)}}`;
}

function inWords({ kind, name }: Holder, policy: string): string {
  if (kind === 'managed policy') {
    return `the managed policy ${code(name)}`;
  }
  return policy === ''
    ? `the policy of the ${kind} ${code(name)}`
    : `the policy ${code(policy)} of the ${kind} ${code(name)}`;
}
