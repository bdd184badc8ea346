import type { AppProps } from 'aws-cdk-lib';
import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';

/**
 * Of every app of this project: what nothing here reads is not made. Left out are the tree of the constructs, a file for
 * editors, and where in the code each resource and warning was made, which put paths of the machine into the assembly:
 * `cdk synth --debug` gathers the first. A template has no spaces for people, who read `cdk synth` or the review. Templates are
 * validated by `KeptValidation`.
 */
export const APP_PROPS: AppProps = {
  analyticsReporting: false,
  builtinCloudFormationValidation: false,
  stackTraces: false,
  treeMetadata: false,
  context: { [DISABLE_CREATION_STACK_TRACES]: true, '@aws-cdk/core:suppressTemplateIndentation': true },
};
