import { type Gate, row } from './gate';

/** What a change would do to an environment that runs. */
export const ENVIRONMENT_GATES = {
  'data.replaced': row(
    'data',
    'A resource that holds what cannot be made again is replaced by a new, empty one',
    'The app would read an empty secret; the old value stays behind under another name, or goes',
  ),
  'data.leaves-stack': row(
    'data',
    'A resource that holds what cannot be made again is no longer in its stack',
    'Nothing looks after it any more, or CloudFormation deletes it',
  ),
  'data.written': row(
    'data',
    'The template itself writes a value, has it generated, rotated or attached, or updates the secret',
    'It overwrites every key of the secret; or the secret’s policy refuses it, and the deployment is rolled back',
  ),
  'data.copied': row(
    'data',
    'The secret, its key or the record is replicated',
    'A copy has its own readers, and outlives what it was copied from',
  ),
  'data.in-template': row(
    'data',
    'A value, or a reference that resolves to one, stands in the template',
    'Templates, stack events and outputs are open to everyone who may see the stack',
  ),
  'data.retention': row(
    'data',
    'Less protects a resource from deletion',
    'An update, a deletion or a rollback takes the data along',
  ),
  'data.seeding': row(
    'data',
    'The keeper seeds other keys than before',
    'A missing key stays missing, or one that a person must bring is drawn',
  ),
  'access.reader': row(
    'access',
    'Somebody could read the value who could not',
    'The value is every key of an environment',
  ),
  'access.writer': row(
    'access',
    'Somebody could change the secret, or what guards it, who could not',
    'Who may change a policy may read a minute later',
  ),
  'access.key': row(
    'access',
    'Somebody could do more with the encryption key, or the key is another',
    'The key is the second lock of the value',
  ),
  'access.invoke': row(
    'access',
    'Somebody could invoke or change the keeper who could not',
    'The keeper reads and writes the value for whoever asks it',
  ),
  'access.trust': row(
    'access',
    'Somebody else could take on a role',
    'Who has the role of the app or the keeper reads the value',
  ),
  'access.public': row(
    'access',
    'A bucket or a policy is open to everyone',
    'The record names every principal and secret of the account',
  ),
  'access.replaced': row(
    'access',
    'A role or a managed policy is made anew',
    'What it was attached to by hand loses it',
  ),
  'access.overwritten': row('access', 'Another resource sets a policy, or two do', 'Only what the last says is left'),
  'access.unexplained': row(
    'access',
    'A policy allows more, or refuses less, and the table of who can do what does not show it',
    'What no question asks, an attacker finds',
  ),
  'access.tightened': row(
    'access',
    'A policy allows less, or refuses more',
    'Nothing is opened; something may stop working',
    'shown',
  ),
  'audit.path': row(
    'audit',
    'A record no longer reaches what looks at it',
    'Nobody is told, and nobody notices that nobody is told',
  ),
  'audit.detection': row('audit', 'An alert looks for less, or for something else', 'Something unusual looks normal'),
  'audit.unheard': row(
    'audit',
    'An alert no longer reaches the people who got it, or tells them something else',
    'It is raised, and nobody hears it, or does what it calls for',
  ),
  'audit.shortened': row(
    'audit',
    'The record is kept for less time',
    'What is older is gone from there when somebody asks',
  ),
  'audit.replaced': row(
    'audit',
    'A part of the record is made anew, or leaves the stack',
    'What was recorded stays behind, unwatched, or goes',
  ),
  'audit.overwritten': row('audit', 'Another resource sets an alert, or two do', 'Only what the last says is left'),
  'audit.gained': row('audit', 'The audit looks for more, or tells more', 'Nothing is lost', 'shown'),
  'keeper.code': row(
    'keeper',
    'The keeper’s code changes',
    'It is the only code beside the app that holds the value: a log line is enough',
  ),
  'keeper.environment': row(
    'keeper',
    'What the keeper’s code runs with or beside changes: variables, layers, runtime, tracing',
    'A variable or a layer runs code before the keeper does',
  ),
  'keeper.wiring': row(
    'keeper',
    'The keeper, or what CloudFormation asks of it, is wired otherwise',
    'Another function answers, or none',
  ),
  'keeper.order': row(
    'keeper',
    'Something no longer waits for what must be there before it',
    'A value may be written before what protects it stands, or before who listens does',
  ),
} as const satisfies Readonly<Record<string, Gate>>;
