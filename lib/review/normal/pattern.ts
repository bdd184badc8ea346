/** Whether IAM's `pattern` matches everything that the pattern `text` does: only a star matches a star. */
export function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => escaped(part).replaceAll('?', '[^*]'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

function escaped(text: string): string {
  return text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
}
