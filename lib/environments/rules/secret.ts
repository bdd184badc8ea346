import { type Environment, REGION } from '../row';
import { broken } from './rule';

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen */
export function nameUnlikeAnArn({ secretName }: Environment): string | undefined {
  return /-[A-Za-z0-9]{6}$/.test(secretName)
    ? broken(
        'secretName must not end in a hyphen and 6 characters, because Secrets Manager takes such an end for the ' +
          'random part of a complete ARN and does not find the secret',
        secretName,
      )
    : undefined;
}

/** Invariant I5: nothing of these tiers goes with its stack. */
export function retainedOutsideDemos({ tier, removal }: Environment): string | undefined {
  return tier === 'demo' || removal === 'retain'
    ? undefined
    : broken(`removal must be retain for the tier ${tier}`, removal);
}

/** An adopted secret is named by the complete ARN of this very secret. */
export function completeArnOfThisSecret({ secret, secretName, account }: Environment): string | undefined {
  if (secret.mode === 'create') {
    return undefined;
  }
  if (secret.mode !== 'adopt') {
    return 'secret.mode must be one of create, adopt';
  }
  const [, found] = /^arn:aws[a-z-]*:secretsmanager:(.*)-[A-Za-z0-9]{6}$/.exec(secret.arn) ?? [];
  const [region, owner, kind, name, ...rest] = found?.split(':') ?? [];
  return region === REGION &&
    (account === undefined ? /^[0-9]{12}$/.test(owner ?? '') : owner === account) &&
    kind === 'secret' &&
    name === secretName &&
    rest.length === 0
    ? undefined
    : broken(
        `secret.arn must be the complete ARN of ${secretName} in ${REGION}, account ${account ?? '(12 digits)'}, with ` +
          'the hyphen and 6 characters that Secrets Manager appended',
        secret.arn,
      );
}

/** CloudFormation deletes by the policy of the template before: a demo's, which is Delete, would take the secret with it. */
export function adoptedIsRetained({ secret, removal }: Environment): string | undefined {
  return secret.mode === 'create' || removal === 'retain'
    ? undefined
    : broken(
        'removal must be retain where the secret is adopted; deploy that first, if this stack created it',
        removal,
      );
}

/** https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN */
const KEY_ARN = /^arn:aws[a-z-]*:kms:([a-z0-9-]+):([0-9]{12}):key\/[A-Za-z0-9-]+$/;

/** The key is one that the stack can make, or one that is there and within reach. */
export function keyThatCanBe({ secret, encryption }: Environment): string | undefined {
  if (typeof encryption === 'object') {
    return KEY_ARN.exec(encryption.keyArn)?.[1] === REGION
      ? undefined
      : broken(`encryption.keyArn must be the complete ARN of a key in ${REGION}, not of an alias`, encryption.keyArn);
  }
  if (encryption !== undefined && encryption !== 'customer-managed' && encryption !== 'aws-managed') {
    return broken('encryption must be customer-managed, aws-managed or { keyArn }', encryption);
  }
  return encryption === 'customer-managed' && secret.mode === 'adopt'
    ? "encryption must not be customer-managed for an adopted secret, which keeps the key that it has; say 'aws-managed', or " +
        '{ keyArn } with the ARN of that key'
    : undefined;
}

/** The keeper could not encrypt a backup to anything else. What was given is not shown: it may be the private key. */
export function ageRecipients({ backupRecipients = [] }: Environment): string | undefined {
  const bad = backupRecipients.findIndex((recipient) => !isAgeRecipient(recipient));
  return bad < 0
    ? undefined
    : `backupRecipients must be public age keys (age1…, from age-keygen), and number ${bad + 1} (length ` +
        `${backupRecipients[bad]?.length}) is none`;
}

function isAgeRecipient(text: string): boolean {
  // Loaded where a row names recipients only: it takes a tenth of a synthesis.
  const { Encrypter }: typeof import('age-encryption') = require('age-encryption');
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}
