import { remembered } from '../../remembered';
import { isList, isObject, isSame, type Json, type JsonObject, member } from '../assembly/json';
import { POLICY_PROPERTIES } from '../normal/template';
import { normalValue } from '../normal/value';
import { type Deployed, neutral, writtenOut } from './concrete';
import { FOUND_BY } from './not-checked';
import type { Extra, Live, Reading } from './reading';
import { USUAL } from './usual';

type Resources = Record<string, JsonObject>;

/** The deployed template as what runs would have it: with everything that somebody changed by hand. */
export function patched(deployed: Deployed, { readings, extras, whole, gone }: Live): JsonObject {
  const given = deployed.template['Resources'];
  const resources: Resources = Object.fromEntries(
    Object.entries(isObject(given) ? given : {}).map(([id, resource]) => [id, isObject(resource) ? resource : {}]),
  );
  for (const reading of readings) {
    patch(resources, reading, deployed);
  }
  for (const id of gone) {
    delete resources[id];
  }
  patchExtras(resources, { extras, whole }, deployed);
  return { ...deployed.template, Resources: resources };
}

function patch(resources: Resources, { logicalId, property, live }: Reading, deployed: Deployed): void {
  const resource = resources[logicalId] ?? {};
  const properties = member(resource, 'Properties');
  const { [property]: said, ...others } = isObject(properties) ? properties : {};
  const expected = said === undefined ? undefined : writtenOut(said, deployed);
  const usual = USUAL[String(resource['Type'])]?.[property];
  if (isSame(normal(expected ?? usual, property), normal(live, property))) {
    return;
  }
  if (live === undefined && POLICY_PROPERTIES.has(property)) {
    delete resources[logicalId];
    return;
  }
  const now = live === undefined ? {} : { [property]: asSaid(live, said, deployed) };
  resources[logicalId] = { ...resource, Properties: { ...others, ...now } };
}

function normal(value: Json | undefined, property: string): Json | undefined {
  return value === undefined ? undefined : normalValue(value, property);
}

/** `live` in the words of the template wherever it says the same, so that only what differs differs. */
function asSaid(live: Json, said: Json | undefined, deployed: Deployed): Json {
  const words = new Map(wordsOf(deployed));
  // What this very property says goes before what others say.
  collect(said ?? null, deployed, words);
  const back = (value: Json): Json => {
    if (typeof value === 'string') {
      return words.get(value) ?? neutral(value, deployed);
    }
    if (isList(value)) {
      return value.map(back);
    }
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, back(each)])) : value;
  };
  return back(live);
}

const known = new WeakMap<Deployed, Map<string, Json>>();

/** What the template says by functions. */
function wordsOf(deployed: Deployed): ReadonlyMap<string, Json> {
  return remembered(known, deployed, () => {
    const words = new Map<string, Json>();
    collect(deployed.template, deployed, words);
    return words;
  });
}

/** Every text that a part of a template says by a function, by what it comes to. */
function collect(value: Json, deployed: Deployed, words: Map<string, Json>): void {
  const text = isObject(value) ? writtenOut(value, deployed) : undefined;
  if (typeof text === 'string') {
    words.set(text, value);
  } else if (isList(value) || isObject(value)) {
    for (const each of Object.values(value)) {
      collect(each, deployed, words);
    }
  }
}

/** What a list has all of, such as policies of roles and subscriptions: those of the template, those that somebody added, and those that are gone. */
function patchExtras(
  resources: Resources,
  { extras, whole }: Pick<Live, 'extras' | 'whole'>,
  deployed: Deployed,
): void {
  const ids = Object.keys(resources);
  const meant = extras.map((extra) => ids.find((id) => isMeant(resources[id] ?? {}, extra, deployed)));
  for (const id of ids.filter((each) => !meant.includes(each))) {
    if (whole.includes(String(resources[id]?.['Type']))) {
      delete resources[id];
    }
  }
  for (const [index, extra] of extras.entries()) {
    const logicalId = meant[index];
    const live = extra.properties['PolicyDocument'];
    if (logicalId === undefined) {
      resources[`ByHand${index}`] = {
        Type: extra.type,
        Properties: asObject(asSaid(withReference(extra, deployed), undefined, deployed)),
      };
    } else if (live !== undefined) {
      patch(resources, { logicalId, property: 'PolicyDocument', live }, deployed);
    }
  }
}

function isMeant(resource: JsonObject, { type, properties }: Extra, deployed: Deployed): boolean {
  const own = writtenOut(resource['Properties'] ?? null, deployed);
  if (type === 'AWS::IAM::RolePolicy') {
    const roles = member(own, 'Roles');
    return (
      resource['Type'] === 'AWS::IAM::Policy' &&
      member(own, 'PolicyName') === properties['PolicyName'] &&
      isList(roles) &&
      roles.includes(properties['RoleName'] ?? '')
    );
  }
  return resource['Type'] === type && FOUND_BY[type]?.every((name) => member(own, name) === properties[name]) === true;
}

const FOUND_BY_ID = new Set(['RoleName', 'TopicArn', 'LogGroupName']);

/** A role, topic or log group of the stack by its logical id, as a template names it. */
function withReference({ properties }: Extra, { physicalIds }: Deployed): JsonObject {
  const idOf = (physical: Json | undefined) => [...physicalIds].find(([, each]) => each === physical)?.[0];
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => {
      const id = FOUND_BY_ID.has(key) ? idOf(value) : undefined;
      return [key, id === undefined ? value : { Ref: id }];
    }),
  );
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
