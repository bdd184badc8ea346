/** One line of the keeper's log: names, counts and version ids. */
export interface LogEntry {
  readonly operation: string;
  readonly outcome: string;
  readonly [detail: string]: string | number;
}

/** Writes one JSON line to the function's log. */
export function log(entry: LogEntry): void {
  // biome-ignore lint/suspicious/noConsole: Lambda turns console lines into log records with level and request id
  console.info(JSON.stringify(entry));
}
