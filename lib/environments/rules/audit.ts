import type { Environment } from '../row';
import { broken } from './rule';

/** No reads at all would be an alert at each start of the app. */
export function someReadsAreNormal({ audit: { maxReadsPerHour } }: Environment): string | undefined {
  return Number.isInteger(maxReadsPerHour) && maxReadsPerHour >= 1
    ? undefined
    : broken('audit.maxReadsPerHour must be a whole number from 1', maxReadsPerHour);
}

/** SNS takes any text for an address, and tells nobody. */
export function subscribersHaveAddresses({ audit: { subscriptions } }: Environment): string | undefined {
  const bad = subscriptions.find((address) => !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
  return bad === undefined ? undefined : broken('audit.subscriptions must be e-mail addresses', bad);
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export function logGroupIsNamed({ audit: { trail } }: Environment): string | undefined {
  return trail.mode !== 'existing' || /^[A-Za-z0-9_/.#-]{1,512}$/.test(trail.logGroupName)
    ? undefined
    : broken('audit.trail.logGroupName must be 1 to 512 letters, digits and _/.#-', trail.logGroupName);
}

/** It shows a log group. */
export function dashboardHasLogGroup({ audit: { dashboard, trail } }: Environment): string | undefined {
  return !dashboard || trail.mode === 'create' || trail.mode === 'existing'
    ? undefined
    : broken('audit.dashboard needs a trail of mode create or existing', trail.mode);
}
