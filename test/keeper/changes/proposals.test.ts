import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import fc from 'fast-check';
import { CATALOGUE, GENERATED_KEYS, REQUIRED_KEYS } from '../../../lib/catalogue/catalogue';
import type { PlannedChange } from '../../../lib/contract/operator-request';
import { type Effects, effectsOf } from '../../../lib/keeper/changes/effects';
import { propose } from '../../../lib/keeper/changes/proposals/propose';
import { holds, memberSource, parseDocument, type SecretDocument } from '../../../lib/keeper/secret/secret-document';

const REQUIRED = REQUIRED_KEYS.map(({ name }) => name);
const GENERATED = GENERATED_KEYS.map(({ name }) => name);
const SETTINGS = { AI_MODEL: 'gemini-flash', GCP_LOCATION: 'europe-west1', WEBHOOK_DELAY_SECONDS: '3' };

const { privateKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** A new value for every required key, each as the app could use it. */
function requiredValues(): Record<string, string> {
  const keyFile = {
    type: 'service_account',
    project_id: 'kaizencoach-staging',
    private_key: privateKey,
    private_key_id: randomBytes(4).toString('hex'),
  };
  return {
    STRAVA_CLIENT_ID: String(randomInt(1_000_000)),
    STRAVA_CLIENT_SECRET: randomBytes(20).toString('hex'),
    GOOGLE_APPLICATION_CREDENTIALS_JSON: JSON.stringify(keyFile),
    ...Object.fromEntries(GENERATED_KEYS.map(({ name, generate }) => [name, generate(randomBytes)])),
  };
}

/** Documents with every required key, some unknown members of any kind, and white space of every kind. */
const documents = fc
  .record({
    known: fc.constant(null).map(requiredValues),
    unknown: fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 }),
    space: fc.constantFrom(undefined, 1, '\t', ' \n'),
  })
  .map(({ known, unknown, space }) => {
    const others = Object.fromEntries(
      Object.entries(unknown).filter(([name]) => !CATALOGUE.some((key) => key.name === name)),
    );
    return parseDocument(JSON.stringify({ ...others, ...known }, null, space));
  });

const changes: fc.Arbitrary<PlannedChange> = fc.oneof(
  fc.subarray(GENERATED, { minLength: 1 }).map((keys) => ({ operation: 'rotate', keys }) as const),
  fc.subarray(Object.keys(SETTINGS), { minLength: 1 }).map(
    (names) =>
      ({
        operation: 'populate',
        values: Object.fromEntries(Object.entries(SETTINGS).filter(([name]) => names.includes(name))),
      }) as const,
  ),
  fc.subarray(REQUIRED, { minLength: 1 }).map((keys) => ({ operation: 'rollback', keys }) as const),
);

/** What a change does to a document whose AWSPREVIOUS is another one. */
function effects(current: SecretDocument, previous: SecretDocument | undefined, change: PlannedChange): Effects {
  const situation = {
    environment: 'staging',
    context: { gcpProject: 'kaizencoach-staging' },
    snapshot: { document: current, isEmpty: false, versionId: 'current' },
    previous:
      previous === undefined
        ? ({ kind: 'none' } as const)
        : ({ kind: 'document', versionId: 'previous', document: previous } as const),
    lastValues: new Map(),
    drawn: new Map(),
  };
  return effectsOf(
    situation,
    propose(situation, change, ({ generate }) => generate(randomBytes)),
  );
}

function after(current: SecretDocument, previous: SecretDocument, change: PlannedChange): SecretDocument {
  return effects(current, previous, change).after;
}

function namedIn(change: PlannedChange): readonly string[] {
  switch (change.operation) {
    case 'populate':
      return Object.keys(change.values);
    case 'rotate':
      return change.keys;
    case 'rollback':
      return change.keys ?? [];
    default:
      return [];
  }
}

test('I2: a change of single keys leaves every other member byte-identical', () => {
  fc.assert(
    fc.property(documents, documents, changes, (current, previous, change) => {
      const result = after(current, previous, change);
      const others = [...current.members.keys()].filter((name) => !namedIn(change).includes(name));
      expect(others.map((name) => memberSource(result, name))).toEqual(
        others.map((name) => memberSource(current, name)),
      );
    }),
  );
});

test('populate and rollback are idempotent', () => {
  fc.assert(
    fc.property(documents, documents, changes, (current, previous, change) => {
      fc.pre(change.operation !== 'rotate');
      const once = after(current, previous, change);
      expect(after(once, previous, change).text).toBe(once.text);
    }),
  );
});

test('rotate changes each key it names and no other', () => {
  fc.assert(
    fc.property(documents, fc.subarray(GENERATED, { minLength: 1 }), (current, keys) => {
      const { members } = effects(current, undefined, { operation: 'rotate', keys });
      expect(
        members
          .filter(({ action }) => action !== 'keep')
          .map(({ key }) => key)
          .sort(),
      ).toEqual([...keys].sort());
    }),
  );
});

test('a whole rollback gives the text of AWSPREVIOUS to the letter', () => {
  fc.assert(
    fc.property(documents, documents, (current, previous) => {
      expect(after(current, previous, { operation: 'rollback' }).text).toBe(previous.text);
    }),
  );
});

test('a restore sets what differs and keeps what the backup does not have, or has no value of', () => {
  fc.assert(
    fc.property(documents, documents, (current, backup) => {
      const result = after(current, current, { operation: 'restore', document: backup.text });
      for (const name of result.members.keys()) {
        const isKept = holds(current, name) && !holds(backup, name);
        const brought = isKept ? undefined : memberSource(backup, name);
        expect(memberSource(result, name)).toBe(brought ?? memberSource(current, name));
      }
    }),
  );
});
