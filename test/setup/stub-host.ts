// A stranger's https host on the loopback interface, with a handler for what it answers.
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credentials } from './certificates.ts';

export interface StubHost {
  readonly port: number;
  /** Every request that came, in order. */
  readonly requests: readonly IncomingMessage[];
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 unless told otherwise, on a free port. */
export async function openStubHost(
  credentials: Credentials,
  handler: RequestListener,
  address = '127.0.0.1',
): Promise<StubHost> {
  const requests: IncomingMessage[] = [];
  const server = createServer({ ...credentials }, (request, response) => {
    requests.push(request);
    handler(request, response);
  }).listen(0, address);
  // A client that refuses the certificate breaks the handshake: that is its right.
  server.on('tlsClientError', () => {});
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
