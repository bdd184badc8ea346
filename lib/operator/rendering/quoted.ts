/**
 * A path or another word as a shell takes it for one word, whatever is in it (POSIX, 2.2.2), and no command for an option.
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02
 */
export function quoted(word: string): string {
  const plain = word.startsWith('-') ? `./${word}` : word;
  return /^[\w./@%+=:,-]+$/.test(plain) ? plain : `'${plain.replaceAll("'", "'\\''")}'`;
}
