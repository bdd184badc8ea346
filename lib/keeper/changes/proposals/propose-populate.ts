import { Refusal } from '../../refusal';
import { memberValue } from '../../secret/secret-document';
import { settingOf } from '../decision';
import { keyNamed, type Proposal, type Situation } from './proposal';

/**
 * Sets exactly the keys given, after every rule of the catalogue has been checked.
 * @throws Refusal for an unknown key and for a value that the app cannot use.
 */
export function proposePopulate(
  { snapshot, surroundings }: Situation,
  { values }: { readonly values: Readonly<Record<string, string>> },
): Proposal {
  const context = { gcpProject: surroundings.settings.GCP_PROJECT };
  for (const [name, value] of Object.entries(values)) {
    const { validate, format } = keyNamed(name);
    const verdict = validate(value, context);
    if (verdict.kind === 'malformed') {
      throw new Refusal({ rule: 'malformed', reason: `${name} ${verdict.rule}`, next: `${name}: ${format}` });
    }
  }
  const changed = Object.entries(values).filter(([name, value]) => memberValue(snapshot.document, name) !== value);
  const importsGenerated = changed.some(([name]) => keyNamed(name).generate !== undefined);
  return {
    edit: settingOf(new Map(changed.map(([name, value]) => [name, JSON.stringify(value)] as const))),
    drawn: [],
    takenBack: [],
    needsConsents: importsGenerated ? ['importGenerated'] : [],
  };
}
