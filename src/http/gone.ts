// When the caller hangs up, nobody waits for the answer any more: what is still being asked for it need not be asked.
import type { FastifyReply } from 'fastify';

/** Aborted when the connection closes before the answer was sent. */
export function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
