import { costTable } from '../../../lib/documentation/blocks/cost-blocks';
import { ENVIRONMENTS } from '../../../lib/environments/rows';

const template = {
  Resources: {
    Secret: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
    Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
  },
};

test('the table tells both years, the bound and the items', () => {
  const templates = Object.fromEntries(ENVIRONMENTS.map(({ name }) => [name, template]));
  expect(costTable(templates)).toContain(
    '| production | $1.40 | $3.40 | $1.40, $3.40 | $2.50, $4.50 | secret $0.40, customer-managed key $1.00 |',
  );
});

test('an environment without a template is an error', () => {
  expect(() => costTable({})).toThrow('there is no template of production');
});
