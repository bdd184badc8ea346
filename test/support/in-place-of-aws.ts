import type { LoopbackServer } from '../../emulator/loopback-server';

/** Leads the AWS clients of a test file to this server, which runs as long as the file's tests do. */
export function inPlaceOfAws(server: LoopbackServer): void {
  const before = { ...process.env };
  beforeAll(async () => {
    await server.listen();
    leadClientsTo(server.origin);
  });
  afterAll(async () => {
    process.env = before;
    await server.close();
  });
}

/** Leads the SDK clients of this process to `origin`, with credentials that only an emulator takes. */
export function leadClientsTo(origin: string): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: origin,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}
