import { canonical, isSame, type Json } from '../assembly/json';
import { code, type Found } from '../finding';
import type { NormalResource } from '../normal/template';
import type { Pair, Side } from '../side';
import { writtenOut } from '../simulation/documents';
import { isWider } from './event-matcher';
import { hearings } from './heard';
import { mayKeepAlarmOn } from './keeps-on';
import { readsBy } from './records';
import { alertName } from './resources';

/**
 * Rules and filters that look for something else. A pattern that is not seen to be wider is a finding, also where no modelled
 * record shows a difference. The one exception: it only leaves out a reader whom this change names, who is a finding of their
 * own, and whose reads still raise an alert.
 */
export function changedPatterns(pair: Pair, gainedReaders: readonly string[]): Found[] {
  return Object.values(pair.head.template.resources).flatMap((after): Found[] => {
    const before = pair.base.template.resources[after.id];
    if (before === after || before?.type !== after.type) {
      return [];
    }
    switch (after.type) {
      case 'AWS::Events::Rule':
        return ofRule(pair, before, after, gainedReaders);
      case 'AWS::Logs::MetricFilter':
        return ofFilter(pair, before, after, gainedReaders);
      default:
        return [];
    }
  });
}

function ofRule(pair: Pair, before: NormalResource, after: NormalResource, readers: readonly string[]): Found[] {
  const was = before.properties['EventPattern'] ?? null;
  const is = after.properties['EventPattern'] ?? null;
  if (isSame(was, is)) {
    return [];
  }
  const body = { before: was, after: is, evidence: [{ logicalId: after.id, path: 'Properties.EventPattern' }] };
  const name = alertName(after.properties['Name'], after.id);
  if (isWider(is, was)) {
    return [{ gate: 'audit.gained', sentence: `The alert ${code(name)} would see more.`, ...body }];
  }
  const left = readers.filter((arn) => canonical(is).includes(arn));
  const without = (value: Json): Json =>
    JSON.parse(
      left.reduce(
        (text, arn) => text.replaceAll(`${JSON.stringify(arn)},`, '').replaceAll(`,${JSON.stringify(arn)}`, ''),
        JSON.stringify(value),
      ),
    );
  return left.length > 0 && isWider(without(is), was) && areHeard(pair, left, 'rule') ? [] : [narrowed(name, body)];
}

function ofFilter(pair: Pair, before: NormalResource, after: NormalResource, readers: readonly string[]): Found[] {
  const was = before.properties['FilterPattern'];
  const is = after.properties['FilterPattern'];
  if (isSame(was, is)) {
    return [];
  }
  const body = { before: was, after: is, evidence: [{ logicalId: after.id, path: 'Properties.FilterPattern' }] };
  const name = alertName(after.properties['FilterName'], after.id);
  const text = typeof is === 'string' ? is : '';
  const old = typeof was === 'string' ? was : '';
  const left = readers.filter((arn) => text.includes(arn));
  const excluded = left.map((arn) => `&&$.userIdentity.sessionContext.sessionIssuer.arn!="${arn}"`);
  const rest = (removed: readonly string[]) => removed.reduce((all, part) => all.replaceAll(part, ''), text);
  const added = addedAlternatives(old, text);
  const seesMore = isSameFilter(rest(added), old);
  const isOnlyReaders = left.length > 0 && isSameFilter(rest([...excluded, ...added]), old);
  if ((seesMore || isOnlyReaders) && added.length > 0 && mayKeepAlarmOn(after.id, pair)) {
    return [
      {
        gate: 'audit.path',
        sentence: `The alert ${code(name)} may see what happens every day: its alarm would stay on, and tell nobody.`,
        ...body,
      },
    ];
  }
  if (seesMore) {
    return [{ gate: 'audit.gained', sentence: `The alert ${code(name)} would see more.`, ...body }];
  }
  return isOnlyReaders && areHeard(pair, left, 'alarm') ? [] : [narrowed(name, body)];
}

/** Alternatives that `text` has more: a further `||` anywhere lets more in, and leaves nothing out. */
function addedAlternatives(old: string, text: string): string[] {
  const found = [...text.matchAll(/\|\|\$\.[\w.[\]]+="[^"]*"/g)].map(([part]) => part);
  return found.filter((part) => !old.includes(part.slice(2)));
}

/** A list of one alternative stands in no parentheses. */
function isSameFilter(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/\((\$\.[^()&|]*)\)/g, '$1');
  return other !== '' && bare(one) === bare(other);
}

function narrowed(name: string, body: Pick<Found, 'before' | 'after' | 'evidence'>): Found {
  return { gate: 'audit.detection', sentence: `The alert ${code(name)} would look for something else.`, ...body };
}

/** Whether reads by each of the roles still raise an alert on that way. */
function areHeard({ head }: Pair, arns: readonly string[], route: 'rule' | 'alarm'): boolean {
  return arns.every((arn) => readsOf(arn, head).every((heard) => heard.some((each) => each.route === route)));
}

function readsOf(arn: string, head: Side) {
  return readsBy(writtenOut(arn, head.template)).map((record) => hearings(head, record));
}
