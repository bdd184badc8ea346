import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Situation } from '../../../../lib/keeper/changes/proposals/proposal';
import type { SecretDocument } from '../../../../lib/keeper/secret/secret-document';
import { SecretStore } from '../../../../lib/keeper/secret/secret-store';

/** A situation with these documents and no records; nothing in it calls a service. */
export function situationHolding(current: SecretDocument, previous: SecretDocument | undefined): Situation {
  return {
    snapshot: { document: current, isEmpty: false, versionId: 'current', isKeepers: false },
    described: { arn: 'arn', records: new Map(), stages: new Set() },
    staged: { kind: 'none' },
    previous: previous === undefined ? { kind: 'none' } : { kind: 'document', document: previous },
    surroundings: {
      settings: {
        ENVIRONMENT_NAME: 'staging',
        SECRET_NAME: 'secret-of-the-test',
        GCP_PROJECT: 'kaizencoach-staging',
        SEEDING: 'add',
        STACK_ID: 'stack',
      },
      store: new SecretStore(new SecretsManagerClient({ region: 'eu-west-1' }), 'secret-of-the-test'),
      randomBytes,
      random: Math.random,
      now: () => new Date(0),
      isRollingBack: async () => false,
      sleep: async () => undefined,
    },
  };
}
