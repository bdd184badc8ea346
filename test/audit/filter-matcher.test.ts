import { filterMatches } from '../../lib/audit/filter-matcher';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html, JSON metric filter examples. */
const TRAIL_UPDATE = {
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
};

/** The same page, compound conditions. */
const USERS = {
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
    [7, 8, 9],
  ],
};

describe.each([true, false])('the filter matcher, an absent field differing: %s', (differsWhereAbsent) => {
  test.each([
    ['{ $.eventType = "UpdateTrail" }', TRAIL_UPDATE, true],
    ['{ $.sourceIPAddress != 123.123.* }', TRAIL_UPDATE, true],
    ['{ $.sourceIPAddress != 111.111.* }', TRAIL_UPDATE, false],
    ['{ $.arrayKey[0] = "value" }', TRAIL_UPDATE, true],
    ['{ $.objectList[1].id = 2 }', TRAIL_UPDATE, true],
    ['{ $.SomeObject IS NULL }', TRAIL_UPDATE, true],
    ['{ $.SomeOtherObject NOT EXISTS }', TRAIL_UPDATE, true],
    ['{ $.eventType NOT EXISTS }', TRAIL_UPDATE, false],
    ['{ $.ThisFlag IS TRUE }', TRAIL_UPDATE, true],
    ['{ $.ThisFlag IS FALSE }', TRAIL_UPDATE, false],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', USERS, true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', USERS, false],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = nomatch }',
      USERS,
      true,
    ],
    [
      '{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch) && $.actions[2] = nomatch }',
      USERS,
      false,
    ],
    ['{ $.users = 1 }', { users: [1, 2, 3] }, false],
    ['{ $.users != 1 }', { users: [1, 2, 3] }, false],
    // How the CDK's library says that a field is there.
    ['{ $.eventType = "*" }', TRAIL_UPDATE, true],
    ['{ $.nothing = "*" }', TRAIL_UPDATE, false],
    ['{ $.name = "*Event" }', { name: 'PutEvent' }, true],
    ['{ $.name = "Event*" }', { name: 'EventId' }, true],
    ['{ $.name = "Ev*ent" }', { name: 'Ev*ent' }, true],
    ['{ $.name = "Ev*ent" }', { name: 'Evident' }, false],
    ['{ $.foo = bar || $.foo = baz }', { foo: 'baz' }, true],
    ['{ $.latency >= 500 }', { latency: 500 }, true],
    ['{ $.numbers[0] < 10e-3 }', { numbers: [1] }, false],
    ['{ $.errorCode != 500 }', { errorCode: 400 }, true],
    ['{ $.latency > +1000 }', { latency: 1001 }, true],
  ] as const)('%s', (pattern, record, expected) => {
    expect(filterMatches(pattern, record, { differsWhereAbsent })).toBe(expected);
  });
});
