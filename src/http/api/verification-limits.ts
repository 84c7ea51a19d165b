// How much one caller may have verified in a minute: each thing counts like a request, and links that have to be followed
// are fewer, because each makes this deployment ask a host that a stranger names.
import type { FastifyRequest } from 'fastify';
import { tooMany } from '../server.ts';
import type { ApiServer } from './api-server.ts';
import type { Subject } from './verification-request.ts';

/** @throws Problem rate-limited */
export type CountSubjects = (request: FastifyRequest, subjects: readonly Subject[]) => Promise<void>;

export function countSubjects(app: ApiServer, requestsPerMinute: number): CountSubjects {
  // Without options of its own it counts where every request is counted, by key or by address.
  const countRequest = app.createRateLimit();
  const links = Math.ceil(requestsPerMinute / 10);
  const countLink = app.createRateLimit({
    max: (request: FastifyRequest) => (request.principal.kind === 'key' ? links * 10 : links),
    timeWindow: 60_000,
  });
  const count = async (limiter: typeof countRequest, request: FastifyRequest, times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      const limit = await limiter(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooMany(Math.ceil(limit.ttlInSeconds));
    }
  };
  return async (request, subjects) => {
    // The request itself was counted when it came.
    await count(countRequest, request, subjects.length - 1);
    await count(countLink, request, subjects.filter((subject) => 'url' in subject).length);
  };
}
