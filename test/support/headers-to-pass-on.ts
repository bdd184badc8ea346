import type { IncomingHttpHeaders } from 'node:http';

/** Headers of a request as they are passed on to another server: without those of this connection. */
export function headersToPassOn(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' && !['host', 'connection', 'content-length', 'expect'].includes(name)
        ? [[name, value]]
        : [],
    ),
  );
}
