import * as v from 'valibot';
import { type KeeperProperties, keeperPropertiesSchema } from '../../contract/custom-resource';
import { Refusal } from '../refusal';
import type { Surroundings } from '../surroundings';
import { checkPolicy } from './check-policy';
import type { CloudFormationEvent } from './event';
import { reserveName } from './reserve-name';
import { type Attributes, seed } from './seed';

/**
 * Does what CloudFormation asks.
 * @throws Refusal where the event does not belong to this keeper, or the operation is refused.
 */
export async function perform(
  event: CloudFormationEvent,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Attributes> {
  const { settings } = surroundings;
  if (event.StackId !== settings.STACK_ID) {
    throw foreign('the event names another stack');
  }
  if (event.RequestType === 'Delete') {
    return {};
  }
  const properties = propertiesOf(event.ResourceProperties);
  if (properties.SecretName !== settings.SECRET_NAME) {
    throw foreign('the event names another secret');
  }
  if (properties.Purpose === 'reserve-name') {
    // Once the stack has the secret the name is its own; only a Create, which has no properties before it, or an Update to
    // another name looks for a stranger.
    if (nameBefore(event.OldResourceProperties) !== properties.SecretName) {
      await reserveName(surroundings, signal);
    }
    return {};
  }
  if (properties.Purpose === 'check-policy') {
    await checkPolicy(surroundings, signal);
    return {};
  }
  return seed(event.RequestType === 'Create', surroundings, signal);
}

function propertiesOf(found: unknown): KeeperProperties {
  const parsed = v.safeParse(keeperPropertiesSchema, found);
  if (!parsed.success) {
    throw foreign('the event’s properties are not the ones this keeper knows');
  }
  return parsed.output;
}

/** Deployed instances send the property shapes of their time: anything may be here. */
function nameBefore(found: unknown): unknown {
  const parsed = v.safeParse(v.object({ SecretName: v.string() }), found);
  return parsed.success ? parsed.output.SecretName : undefined;
}

function foreign(finding: string): Refusal {
  return new Refusal({
    rule: 'foreign-event',
    reason: `${finding}; the keeper serves one secret for one stack and does nothing else`,
    next: 'deploy the stack of this environment instead of invoking the keeper',
  });
}
