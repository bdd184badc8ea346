import { BUDGETS } from './support/call-budget';

beforeEach(() => {
  jest.spyOn(console, 'info').mockImplementation(() => undefined);
});

test.each(BUDGETS)('calls to Secrets Manager: $what', async ({ given, asked, calls }) => {
  const keeper = await given();
  keeper.service.calls.length = 0;
  await asked(keeper);
  expect(keeper.service.calls).toEqual(calls);
});
