// The end of a server: what is under way is answered, nothing else keeps it from ending.
import type { FastifyInstance } from 'fastify';

/** How long a request that is under way may take once a stop was asked for. */
const LONGEST_DRAIN_MILLISECONDS = 8_000;

/** While stopping: idle connections are closed, answers say that the connection ends, nothing in flight is cut. */
export function stopCleanly(app: FastifyInstance): void {
  let draining = false;
  let tooLong: NodeJS.Timeout | undefined;
  const connections = new Set<{ readonly bytesRead: number; destroy(): unknown }>();
  app.server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  app.addHook('preClose', (done) => {
    draining = true;
    app.server.closeIdleConnections();
    // One on which nothing was ever asked is not counted as idle; browsers open some in advance.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
    tooLong = setTimeout(() => app.server.closeAllConnections(), LONGEST_DRAIN_MILLISECONDS);
    done();
  });
  app.addHook('onClose', async () => clearTimeout(tooLong));
  app.addHook('onSend', async (_request, reply, payload) => {
    if (draining) void reply.header('connection', 'close');
    return payload;
  });
}
