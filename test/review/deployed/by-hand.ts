import { isList, isObject, type Json, type JsonObject, member } from '../../../lib/review/assembly/json';
import { asJson } from '../../../lib/review/deployed/reading';
import type { Answers } from './answers';
import { saysOf } from './aws-that-answers';

/** Somebody's hand in what AWS says. */
export type Hand = (answers: Answers) => Answers;

/** What `command` gives, with `change` in it; in the part of that name, where one is given. */
export function sets(command: string, change: JsonObject, part?: string): Hand {
  return changes(command, (answer) =>
    part === undefined ? { ...answer, ...change } : { ...answer, [part]: { ...objectIn(answer, part), ...change } },
  );
}

/** The entry of the list of `command` that is called `name`, with `change` in it; taken away where there is none. */
export function setsIn(command: string, name: string, change?: JsonObject): Hand {
  return changes(command, (answer) =>
    Object.fromEntries(
      Object.entries(answer).map(([key, list]) => [
        key,
        (isList(list) ? list : []).flatMap((entry) =>
          isCalled(entry, name) ? (change ? [{ ...Object(entry), ...change }] : []) : [entry],
        ),
      ]),
    ),
  );
}

/** The list of `command` that is called `list`, with `entry` in it beside what is there. */
export function addsTo(command: string, list: string, entry: JsonObject): Hand {
  return changes(command, (answer) => {
    const there = member(answer, list);
    return { ...answer, [list]: [...(isList(there) ? there : []), entry] };
  });
}

/** The service says `error` to `command` where it is asked about `name`. */
export function refuses(command: string, error: string, name = ''): Hand {
  return (answers) => ({
    ...answers,
    [command]: (asked) => (JSON.stringify(asked).includes(name) ? saysOf(error)() : (answers[command]?.(asked) ?? {})),
  });
}

/** All of `hands`, one after another. */
export function together(answers: Answers, hands: readonly Hand[]): Answers {
  return hands.reduce((before, hand) => hand(before), answers);
}

function changes(command: string, change: (answer: JsonObject) => JsonObject): Hand {
  return (answers) => ({
    ...answers,
    [command]: (asked) => {
      const answer = asJson(answers[command]?.(asked) ?? {});
      return isObject(answer) ? change(answer) : {};
    },
  });
}

function objectIn(answer: JsonObject, part: string): JsonObject {
  const value = member(answer, part);
  return isObject(value) ? value : {};
}

function isCalled(entry: Json, name: string): boolean {
  return ['AlarmName', 'filterName', 'logGroupName'].some((key) => member(entry, key) === name);
}
