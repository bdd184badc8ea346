/** The two sides cannot be compared, and so nothing can be said of the change: exit code 2, which nobody can accept. */
export class NotComparable extends Error {
  override readonly name = 'NotComparable';
}
