import { CATALOGUE } from '../../lib/catalogue/catalogue';

/** Only ever longer: a version id names the keys of a change by their places (`lib/keeper/versions/version-id.ts`). */
const ORDER = [
  'STRAVA_CLIENT_ID',
  'STRAVA_CLIENT_SECRET',
  'STRAVA_VERIFY_TOKEN',
  'FLASK_SECRET_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS_JSON',
  'GARMIN_ENCRYPTION_KEY',
  'GCP_PROJECT_ID',
  'GCP_LOCATION',
  'AI_MODEL',
  'AI_TEMPERATURE',
  'AI_MAX_OUTPUT_TOKENS',
  'AI_THINKING_LEVEL',
  'WEBHOOK_DELAY_SECONDS',
  'STRAVA_REDIRECT_URI',
  'FEEDBACK_TRIGGER_SECRET',
];

test('every key keeps its place, and a new one comes after all others: add its name to this list too', () => {
  expect(CATALOGUE.map(({ name }) => name)).toEqual(ORDER);
});
