import { handle, type InvocationContext } from './handler';

/** What Lambda calls. */
export const handler = (event: unknown, context: InvocationContext) => handle(event, context, process.env);
