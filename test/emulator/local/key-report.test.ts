import { keyReport } from '../../../emulator/local/key-report';

const status = {
  environment: 'staging',
  secretName: 'name',
  versionId: 'v1',
  unknownKeys: [],
  droppedKeys: [],
  differInPrevious: [],
  stravaClientId: '188207',
};

test('shows state, origin, need and rule of each key', () => {
  const record = { madeAt: '2026-11-23T10:00:00Z', operation: 'seed', how: 'generated' as const, versionId: 'v1' };
  const report = keyReport({
    ...status,
    keys: [
      { name: 'FLASK_SECRET_KEY', origin: 'generated', required: true, state: 'present', length: 64, record },
      { name: 'AI_MODEL', origin: 'setting', required: false, state: 'malformed', rule: 'a name' },
    ],
  });
  expect(report).toMatch(/^FLASK_SECRET_KEY +present +generated +yes +generated 2026-11-23T10:00:00Z$/m);
  expect(report).toMatch(/^AI_MODEL +malformed +setting +no +a name$/m);
});

test('has no column for rules where no key misses one', () => {
  const key = { name: 'A', origin: 'external', required: true, state: 'present' as const };
  const [head] = keyReport({ ...status, keys: [key] }).split('\n');
  expect(head).toBe('key  state    origin    required  recorded');
});

test('an optional key is not set where a required one is missing', () => {
  const report = keyReport({
    ...status,
    keys: [
      { name: 'NEEDED', origin: 'external', required: true, state: 'missing' },
      { name: 'OPTIONAL', origin: 'setting', required: false, state: 'missing' },
    ],
  });
  expect(report).toMatch(/^NEEDED +missing +external +yes$/m);
  expect(report).toMatch(/^OPTIONAL +not set +setting +no$/m);
});
