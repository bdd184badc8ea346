import { type Gate, row } from './gate';

/** What a change does to what decides, makes and judges an environment. */
export const REPOSITORY_GATES = {
  'assembly.stack': row(
    'assembly',
    'A stack comes or goes, or is deployed to another place or with other roles',
    'A stack that is gone is deployed no more; under a new name everything in it is made anew',
  ),
  'supply.lock': row(
    'supply',
    'A package is new, runs a script at installation, has other bytes at the same version, is installed otherwise or comes from elsewhere; npm or another tool is told otherwise; or a path is a symbolic link, or leads to another repository or to one of two files',
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
