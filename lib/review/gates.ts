/** What a gate is about. */
export type Group = 'data' | 'access' | 'audit' | 'keeper' | 'supply' | 'assembly' | 'template' | 'pipeline' | 'review';

/** One kind of change. */
export interface Gate {
  readonly group: Group;
  /** What it looks for, as a sentence without its full stop. */
  readonly rule: string;
  /** Why that is dangerous, or why it is shown. */
  readonly why: string;
  /** `acceptable`: stops the change until somebody accepts it by name. `final`: stops it; not acceptable. `shown`: stops nothing. */
  readonly stops: 'acceptable' | 'final' | 'shown';
}

function row(group: Group, rule: string, why: string, stops: Gate['stops'] = 'acceptable'): Gate {
  return { group, rule, why, stops };
}

/** Every gate, by its id. The table in the documents is made from it. */
export const GATES = {
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
  'assembly.stack': row(
    'assembly',
    'A stack comes or goes, or is deployed to another place or with other roles',
    'A stack that is gone is deployed no more; under a new name everything in it is made anew',
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
  'supply.lock': row(
    'supply',
    'A package is new, runs a script at installation, has other bytes at the same version, is installed otherwise or comes from elsewhere; npm or another tool is told otherwise; or a path leads out of the repository, or to one of two files',
    'It runs on the machine that deploys',
  ),
  'supply.made': row('supply', 'A file is committed where tools put what they make', 'It runs in place of the sources'),
  'supply.changed': row('supply', 'A package has another version', 'Its contents were not looked at', 'shown'),
  'pipeline.permissions': row('pipeline', 'A file of the pipeline changes', 'It runs with the right to deploy'),
  'pipeline.trust': row(
    'pipeline',
    'An identity from outside could take on a role',
    'Whoever can make such a token deploys',
  ),
  'template.opaque': row(
    'template',
    'A part of the template is decided elsewhere, so that nobody can read here what it does',
    'It may be anything',
  ),
  'template.unexplained': row(
    'template',
    'Something changes that no rule knows',
    'What is not known to be harmless is not taken to be',
  ),
  'review.inputs': row(
    'review',
    'What the synthesis reads beside the code changes',
    'A flag or another app makes other templates from the same code',
  ),
  'review.base': row(
    'review',
    'The base does not synthesize, so that everything is judged as new',
    'There is nothing to compare with',
  ),
  'review.self': row(
    'review',
    'The change edits its own judge',
    'Nobody accepts their own judge: it is merged by itself, with a person’s eyes on it',
    'final',
  ),
} as const satisfies Readonly<Record<string, Gate>>;

/** Id of a gate. */
export type GateId = keyof typeof GATES;

/** Whether `text` is the id of a gate. */
export function isGate(text: string): text is GateId {
  return Object.hasOwn(GATES, text);
}
