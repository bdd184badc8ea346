import { GENERATED_KEYS, REQUIRED_KEYS } from '../../../catalogue/catalogue';
import type { PlannedChange } from '../../../contract/operator-request';
import { Refusal } from '../../refusal';
import { isUsable, type Usable, usableIn, WHY_UNREADABLE } from '../../secret/other-version';
import { holds } from '../../secret/secret-document';
import type { Situation } from '../situation';
import { bringBack, type Draw, type Proposal } from './proposal';
import { proposePopulate } from './propose-populate';
import { proposeRecover } from './propose-recover';
import { proposeRestore } from './propose-restore';
import { proposeRollback } from './propose-rollback';
import { proposeRotate } from './propose-rotate';
import { proposeSeed } from './propose-seed';

/**
 * What a change would do in this situation: the change itself, and the required keys that the last edit dropped, which the
 * new version would otherwise push out of AWSPREVIOUS.
 * @throws Refusal where it cannot be done.
 */
export function propose(situation: Situation, change: PlannedChange, draw: Draw): Proposal {
  const made = proposalOf(situation, change, draw);
  // Seeding takes keys back for their own sake; any other change does so because it writes. One that brings values counts as
  // writing also where they are there already, which a plan must not tell.
  const writes =
    made.values.size > 0 || made.brought.length > 0 || (change.operation === 'seed' && lacksGenerated(situation));
  if (!writes) {
    return made;
  }
  const back = droppedSources(situation, made);
  const proposed = {
    ...made,
    values: new Map([...made.values, ...back.map(([name, { source }]) => [name, source] as const)]),
    takenBack: new Map([...made.takenBack, ...back.map(([name, { versionId }]) => [name, versionId] as const)]),
  };
  // Recovering refuses by itself what cannot be told; what the operator leaves out of account stands in nobody's way.
  if (change.operation !== 'recover') {
    refuseUnreadable(situation, proposed);
  }
  return proposed;
}

function proposalOf(situation: Situation, change: PlannedChange, draw: Draw): Proposal {
  switch (change.operation) {
    case 'seed':
      return proposeSeed(situation, draw);
    case 'populate':
      return proposePopulate(situation, change);
    case 'rotate':
      return proposeRotate(situation, change, draw);
    case 'rollback':
      return proposeRollback(situation, change);
    case 'restore':
      return proposeRestore(situation, change);
    case 'recover':
      return proposeRecover(situation, change, draw);
  }
}

function lacksGenerated({ snapshot }: Situation): boolean {
  return GENERATED_KEYS.some(({ name }) => !holds(snapshot.document, name));
}

/** The required keys that have no value now and a usable one in AWSPREVIOUS, as it is spelled there. */
function droppedSources({ snapshot, previous, context }: Situation, { values }: Proposal): [string, Usable][] {
  const dropped = REQUIRED_KEYS.filter(({ name }) => !holds(snapshot.document, name) && !values.has(name));
  return dropped.flatMap((key) => {
    const found = usableIn(previous, key, context);
    return found === undefined ? [] : [[key.name, found]];
  });
}

/** Writing would push out of AWSPREVIOUS what cannot be read, while a key has no usable value that it may have. */
function refuseUnreadable({ snapshot, previous, context, environment }: Situation, { values }: Proposal): void {
  const unusable = GENERATED_KEYS.filter(
    (key) => !isUsable(snapshot.document, key, context) && !values.has(key.name),
  ).map(({ name }) => name);
  if (previous.kind === 'unreadable' && unusable.length > 0) {
    throw new Refusal({
      rule: 'previous-unreadable',
      reason: `${unusable.join(', ')} is missing or malformed, and AWSPREVIOUS, which may have it, cannot be read (${WHY_UNREADABLE}); nothing was written`,
      next: bringBack(unusable, environment),
    });
  }
}
