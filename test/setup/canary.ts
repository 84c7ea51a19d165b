// A listener that nobody may reach: it counts connections and answers none. For proofs that something was never asked.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Canary {
  readonly port: number;
  /**
   * How many connections came, up to this moment: it connects once itself and waits until that one was
   * taken and dropped, so that no earlier one is still on its way. Its own are not counted.
   */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Listens on an address of the loopback interface; on a free port unless one is given. */
export async function openCanary(address = '127.0.0.1', port = 0): Promise<Canary> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.on('error', () => {});
    socket.destroy();
  }).listen(port, address);
  await once(server, 'listening');
  const { port: used } = server.address() as AddressInfo;
  let own = 0;
  return {
    port: used,
    connections: async () => {
      const socket = connect({ host: address, port: used });
      socket.on('error', () => {});
      own += 1;
      await once(socket, 'close');
      return count - own;
    },
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
