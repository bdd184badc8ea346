import { told } from '../../emulator/told';

const about = { number: 1, at: 0, topic: 'topic', to: [], subject: 'subject' };

test('a rule’s message is known by its detection, an alarm’s by the end of its name', () => {
  const rule = { alert: 'value-read', meaning: 'The value was read', who: 'arn:somebody', what: 'GetSecretValue' };
  expect(told({ ...about, message: JSON.stringify(rule) })).toMatchObject({ alert: 'value-read', path: 'EventBridge' });
  const alarm = { AlarmName: 'staging-kaizencoach-audit-access', NewStateValue: 'ALARM' };
  expect(told({ ...about, message: JSON.stringify(alarm) })).toMatchObject({ alert: 'access', path: 'log' });
});

test('any other message is shown as it is', () => {
  expect(told({ ...about, message: 'hello' })).toEqual({ alert: 'subject', path: 'other', text: '  hello' });
});
