import { canonical, isList, isObject, type Json, member } from '../assembly/json';
import type { Difference } from '../normal/differences';
import { numberIn } from '../normal/number';
import type { Pair } from '../side';
import { otherMessage } from './messages';
import { newAuditResource } from './new-audit-resource';
import { ofThreshold } from './threshold';
import { gate, isGone, isNew, propertyOf, type Rule, type Verdict } from './verdict';

const GONE: Readonly<Record<string, Verdict>> = {
  'AWS::S3::Bucket': gate('audit.replaced', 'The bucket of the record is no longer in its stack.'),
  'AWS::Logs::LogGroup': gate('audit.replaced', 'A log group is no longer in its stack.'),
  'AWS::CloudTrail::Trail': gate('audit.path', 'The trail goes: nothing is recorded any more.'),
  'AWS::Events::Rule': gate('audit.detection', 'A rule of an alert goes.'),
  'AWS::Logs::MetricFilter': gate('audit.detection', 'A filter of an alert goes.'),
  'AWS::CloudWatch::Alarm': gate('audit.unheard', 'An alarm goes.'),
  'AWS::SNS::Topic': gate('audit.unheard', 'The topic of the alerts goes.'),
  'AWS::SNS::Subscription': gate('audit.unheard', 'Somebody would no longer be told of alerts.'),
  'AWS::SQS::Queue': gate('audit.unheard', 'The queue of alerts that could not be delivered goes.'),
  'AWS::CloudWatch::Dashboard': 'harmless',
  'AWS::Logs::QueryDefinition': 'harmless',
};

/** The record and the alerts. Whether an alert is still heard is replayed as well, in `audit/`. */
export const auditRule: Rule = (difference, pair) => {
  const { type } = difference;
  if (isGone(difference)) {
    const verdict = GONE[type];
    const name = nameOf(difference);
    return typeof verdict === 'object' && name !== undefined
      ? { ...verdict, sentence: `${verdict.sentence.slice(0, -1)}: \`${name}\`.` }
      : verdict;
  }
  if (isNew(difference)) {
    return newAuditResource(difference, pair);
  }
  const property = propertyOf(difference);
  return property === undefined ? undefined : RULES[type]?.(property, difference, pair);
};

/** Name of an alert that goes. */
function nameOf({ before }: Difference): string | undefined {
  const properties = member(before, 'Properties');
  const name = ['Name', 'FilterName', 'AlarmName'].flatMap((key) => member(properties, key) ?? [])[0];
  return typeof name === 'string' ? name.replace(/^.*-audit-/, '') : undefined;
}

type PropertyRule = (property: string, difference: Difference, pair: Pair) => Verdict | undefined;

const HARMLESS = /^(Description|Tags|AlarmDescription|DisplayName)(\.|$)/;

const RULES: Readonly<Record<string, PropertyRule>> = {
  'AWS::S3::Bucket': (property, difference) => bucket(property, difference),
  'AWS::Logs::LogGroup': (property, { before, after }) => {
    if (property === 'RetentionInDays') {
      return isShorter(before, after)
        ? gate('audit.shortened', `A log would be kept ${days(after)} instead of ${days(before)}.`)
        : 'harmless';
    }
    return HARMLESS.test(property) ? 'harmless' : gate('audit.path', `A log group’s \`${property}\` changes.`);
  },
  'AWS::CloudTrail::Trail': (property, { before, after }) => {
    if (property === 'AdvancedEventSelectors' && addsOnly(before, after)) {
      return gate('audit.gained', 'The trail would record more.');
    }
    return HARMLESS.test(property) ? 'harmless' : gate('audit.path', `The trail’s \`${property}\` changes.`);
  },
  'AWS::Events::Rule': (property, { logicalId, before, after }) => {
    if (property === 'EventPattern' || property.startsWith('EventPattern.')) {
      // `audit/judge-audit` compares patterns as a whole.
      return 'by meaning';
    }
    if (property.endsWith('.InputTransformer.InputTemplate')) {
      const other = otherMessage(before, after);
      return other === undefined ? 'harmless' : gate('audit.unheard', `The message of \`${logicalId}\` ${other}.`);
    }
    if (property.startsWith('Targets')) {
      return gate('audit.unheard', `The alert of \`${logicalId}\` would be delivered otherwise.`);
    }
    return HARMLESS.test(property)
      ? 'harmless'
      : gate('audit.path', `The rule’s \`${property}\` changes: it may no longer see what it looks for.`);
  },
  'AWS::Logs::MetricFilter': (property) => {
    if (property === 'FilterPattern') {
      return 'by meaning';
    }
    return gate('audit.path', `A metric filter’s \`${property}\` changes: its alarm may no longer see what it counts.`);
  },
  'AWS::CloudWatch::Alarm': (property, difference, pair) => alarm(property, difference, pair),
  'AWS::SNS::Topic': (property) =>
    HARMLESS.test(property) ? 'harmless' : gate('audit.unheard', `The topic’s \`${property}\` changes.`),
  'AWS::SNS::Subscription': (property) =>
    gate('audit.unheard', `A subscription’s \`${property}\` changes: somebody may no longer be told.`),
  'AWS::SQS::Queue': (property, { before, after }) => {
    if (property === 'MessageRetentionPeriod' && isShorter(before, after)) {
      return gate('audit.shortened', 'Alerts that could not be delivered would be kept for less time.');
    }
    return HARMLESS.test(property) ? 'harmless' : gate('audit.unheard', `The queue’s \`${property}\` changes.`);
  },
  'AWS::CloudWatch::Dashboard': () => 'harmless',
  'AWS::Logs::QueryDefinition': () => 'harmless',
};

function bucket(property: string, { before, after }: Difference): Verdict | undefined {
  if (/^PublicAccessBlockConfiguration(\.|$)/.test(property)) {
    return after === 'true'
      ? 'harmless'
      : gate('access.public', 'The bucket of the record could be opened to everyone.');
  }
  if (/^(AccessControl|WebsiteConfiguration|CorsConfiguration|OwnershipControls)/.test(property)) {
    return gate('access.public', `The bucket’s \`${property}\` changes.`);
  }
  if (/^(ReplicationConfiguration|InventoryConfigurations|NotificationConfiguration)/.test(property)) {
    return gate('data.copied', `The record would be copied or told of elsewhere: \`${property}\`.`);
  }
  if (/^LifecycleConfiguration/.test(property)) {
    return lifecycle(property, before, after);
  }
  if (/^(VersioningConfiguration|ObjectLock)/.test(property)) {
    return gate('audit.shortened', `The bucket’s \`${property}\` changes: the record may be overwritten.`);
  }
  return HARMLESS.test(property)
    ? 'harmless'
    : property.startsWith('BucketEncryption')
      ? gate('audit.path', 'The record would be encrypted otherwise.')
      : undefined;
}

function lifecycle(property: string, before: Json | undefined, after: Json | undefined): Verdict {
  if (/\.(ExpirationInDays|NoncurrentDays|NoncurrentVersionExpirationInDays|DaysAfterInitiation)$/.test(property)) {
    return isShorter(before, after)
      ? gate('audit.shortened', `The record would be kept ${days(after)} instead of ${days(before)}.`)
      : 'harmless';
  }
  return gate('audit.shortened', 'The record would be kept by other rules.');
}

function alarm(property: string, { logicalId, before, after }: Difference, { head }: Pair): Verdict | undefined {
  if (property === 'AlarmActions' || property === 'ActionsEnabled' || property === 'OKActions') {
    return gate('audit.unheard', `An alarm’s \`${property}\` changes: somebody may no longer be told.`);
  }
  if (property === 'Threshold') {
    return ofThreshold(head.template.resources[logicalId]?.properties['ComparisonOperator'], before, after);
  }
  if (
    /^(ComparisonOperator|EvaluationPeriods|DatapointsToAlarm|Period|Statistic|ExtendedStatistic|Unit|EvaluateLowSampleCountPercentile|ThresholdMetricId)/.test(
      property,
    )
  ) {
    return gate('audit.detection', `An alarm’s \`${property}\` changes: it may go off later, or never.`);
  }
  return HARMLESS.test(property)
    ? 'harmless'
    : gate('audit.path', `An alarm’s \`${property}\` changes: it may look at nothing.`);
}

/** Undefined is for ever. */
function isShorter(before: Json | undefined, after: Json | undefined): boolean {
  return (
    after !== undefined && (numberIn(after) ?? 0) < (before === undefined ? Infinity : (numberIn(before) ?? Infinity))
  );
}

function days(value: Json | undefined): string {
  return value === undefined ? 'for ever' : `${numberIn(value) ?? 'an unknown number of'} days`;
}

/** Each selector lets something in: more of them let in more. */
function addsOnly(before: Json | undefined, after: Json | undefined): boolean {
  const known = new Set(isList(after) ? after.map(withoutName) : []);
  return isList(before) && before.every((selector) => known.has(withoutName(selector)));
}

function withoutName(selector: Json): string {
  return canonical(isObject(selector) ? (member(selector, 'FieldSelectors') ?? null) : selector);
}
