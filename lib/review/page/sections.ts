import type { PhrasingContent, RootContent } from 'mdast';
import type { Group } from '../gates/gate';
import type { Report } from '../report';
import { behind } from './behind';
import { heading, list, paragraph } from './nodes';
import { phrases } from './safe-text';
import { environmentsIn, type Told } from './told-once';

const TITLES: Readonly<Record<Group, string>> = {
  data: 'Data',
  access: 'Who can do what',
  audit: 'Record of accesses',
  keeper: 'Keeper',
  supply: 'Packages',
  assembly: 'Stacks',
  template: 'Not understood',
  pipeline: 'Pipeline',
  review: 'The review itself',
};

/** The findings `told` in sections: the sentence of each, and what is behind it where there is room for `everything`. */
export function sections(told: readonly Told[], report: Report, everything: boolean): RootContent[] {
  let before = '';
  return told.flatMap((each): RootContent[] => {
    const { finding, isOpen, isAccepted } = each;
    const mark = isOpen ? '⛔ ' : isAccepted ? '✅ accepted: ' : '';
    const title = `${mark}${TITLES[finding.group]}: ${environmentsIn(each, report)}`;
    const head: RootContent[] = title === before ? [] : [heading(3, phrases(title))];
    before = title;
    const sentence: PhrasingContent[] = [
      { type: 'strong', children: phrases(finding.sentence) },
      { type: 'text', value: ' ' },
      { type: 'inlineCode', value: finding.gate },
    ];
    return [...head, paragraph(sentence), ...(everything ? [list(behind(each).map((line) => phrases(line)))] : [])];
  });
}
