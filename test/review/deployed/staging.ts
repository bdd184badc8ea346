import { environmentNamed } from '../../../lib/environments/rows';
import type { AssembledStack } from '../../../lib/review/assembly/assembly';
import { reviewDeployed } from '../../../lib/review/deployed/review-deployed';
import type { Report } from '../../../lib/review/report';
import { type Answers, answersOf } from './answers';
import { awsAnswers } from './aws-that-answers';
import { type Hand, together } from './by-hand';
import { deployedTemplateOf } from './deployed-template';

const row = environmentNamed('staging');

/** Staging with somebody whom its alerts tell, as it is deployed. */
export const STAGING = deployedTemplateOf({
  ...row,
  audit: { ...row.audit, subscriptions: ['alerts@example.com'] },
});

/** Staging as the working tree says it. */
export const CODE: AssembledStack = {
  id: 'StagingStack',
  facts: { terminationProtection: true },
  template: STAGING.template,
  assets: {},
  destinations: [],
};

/** What the review says of staging, of which AWS says `answers`. */
export async function reviewed(code = CODE, answers: Answers = answersOf(STAGING)): Promise<Report> {
  awsAnswers(answers);
  return await reviewDeployed('staging', { today: '2026-11-30' }, Promise.resolve(code));
}

/** The same, of staging after changes by hand. */
export async function reviewedAfter(hands: readonly Hand[]): Promise<Report> {
  return await reviewed(CODE, together(answersOf(STAGING), hands));
}

/** Gate and place of each thing that `report` tells of what somebody changed. */
export function toldWhere(report: Report): string[] {
  return told(report).map((line) => line.split(' | ').slice(0, 2).join(' | '));
}

/** The findings of `report` about `environment`: gate, sentence and place, without the hash of the logical id. */
export function told({ findings }: Report, environment = 'staging, changed by hand'): string[] {
  return findings
    .filter(({ environments }) => environments.includes(environment))
    .map(({ gate, sentence, evidence: [where] }) => {
      const id = where?.logicalId.replace(/[0-9A-F]{8}$/, '') ?? '';
      return `${gate} | ${id}${where?.path.replace('Properties', '') ?? ''} | ${sentence}`;
    });
}
