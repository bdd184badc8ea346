/** A Map, or a WeakMap, whose answers go with the objects that they are about. */
interface Answers<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What `answers` has for `key`; where it has nothing yet, what `work` gives, put there for the next time. */
export function remembered<K, V>(answers: Answers<K, V>, key: K, work: () => V): V {
  const answer = answers.get(key) ?? work();
  answers.set(key, answer);
  return answer;
}
