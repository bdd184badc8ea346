import { type CfnTag, TagManager } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Tags of everything that belongs to the environment. */
export function environmentTags(name: string): CfnTag[] {
  return [
    { key: 'Application', value: 'kaizencoach' },
    { key: 'Environment', value: name },
  ];
}

/** Above that of `Tags.of`, whose tags for a whole app are put on afterwards. */
const PRIORITY = 101;

/**
 * Tags every taggable resource that is in `scope` by now, except secrets, which carry their own tags, and the stack.
 * CloudFormation copies the tags of a stack to all its resources, and updates every resource, also the secret, when they change;
 * the secret must never be updated after its creation. No aspect: those go through every construct again at the synthesis.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
 */
export function tagResources(scope: IConstruct, tags: readonly CfnTag[]): void {
  for (const resource of scope.node.findAll()) {
    const manager = TagManager.of(resource);
    if (manager?.applyTagAspectHere([], ['AWS::SecretsManager::Secret', 'aws:cdk:stack'])) {
      for (const { key, value } of tags) {
        manager.setTag(key, value, PRIORITY);
      }
    }
  }
}
