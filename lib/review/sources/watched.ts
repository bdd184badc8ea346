import type { GateId } from '../gates';

/** Files and folders that run with the pipeline’s permissions, or tell it where to deploy and with which role. */
export const PIPELINE = [
  ...['.github', '.gitlab-ci.yml', 'buildspec.yml', '.circleci', '.ci'],
  ...['bin/environments.ts', 'lib/environments/pipelines.ts'],
];

/**
 * Where GitHub looks for who must approve, and takes the first that it finds. In which letters else the name may be, it says nowhere:
 * each of these files is watched in any letters.
 */
export const OWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Files by what a change of them means, in whatever letters. */
export const WATCHED: readonly {
  readonly gate: GateId;
  readonly roots: readonly string[];
  readonly sentence: string;
}[] = [
  {
    gate: 'review.self',
    roots: [
      ...['lib/review', 'bin/kaizencoach-review.ts', 'bin/kaizencoach-review.mjs', 'scripts/run.mjs', 'review'],
      // A package beside a script that has the name of another is what the script imports by that name.
      ...['scripts/package.json', 'bin/package.json', 'lib/package.json', 'lib/project-root.ts', 'lib/remembered.ts'],
      ...OWNERS,
    ],
    sentence: 'The review itself, or who must approve, changes.',
  },
  {
    gate: 'review.inputs',
    roots: ['cdk.json', 'cdk.context.json', '.cdk.json'],
    sentence: 'What the synthesis reads beside the code changes.',
  },
  {
    gate: 'review.inputs',
    roots: [
      ...['lib/audit/modelled-events', 'lib/audit/filter-matcher.ts', 'lib/audit/filter-values.ts', 'lib/access'],
      ...['lib/catalogue', 'lib/cost', 'lib/environments/arn.ts', 'lib/environments/names.ts'],
      'lib/environments/row.ts',
    ],
    sentence: 'What the next reviews replay, ask, withhold and count changes.',
  },
];
