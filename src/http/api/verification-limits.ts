// How much one caller may have verified in a minute: each thing counts like a request, and links that have to be followed
// are fewer, because each makes this deployment ask a host that a stranger names. Reports that are kept take room, so they
// are counted by the hour.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tooMany } from '../server.ts';
import type { Subject } from './verification-request.ts';

export interface VerificationLimits {
  /** @throws Problem rate-limited */
  readonly countSubjects: (request: FastifyRequest, subjects: readonly Subject[]) => Promise<void>;
  /** @throws Problem rate-limited */
  readonly countLink: (request: FastifyRequest) => Promise<void>;
  /** Counts reports that are about to be kept, by the hour. @throws Problem rate-limited */
  readonly countShared: (request: FastifyRequest, reports: number) => Promise<void>;
}

/** One for all doors, so that nobody has the same allowance at each. */
export function verificationLimits(app: FastifyInstance, requestsPerMinute: number): VerificationLimits {
  // Without options of its own it counts where every request is counted, by key or by address.
  const requests = app.createRateLimit();
  const most = Math.ceil(requestsPerMinute / 10);
  const links = app.createRateLimit({
    max: (request: FastifyRequest) => (request.principal?.kind === 'key' ? most * 10 : most),
    timeWindow: 60_000,
  });
  const mostShared = Math.ceil(requestsPerMinute / 6);
  const shared = app.createRateLimit({
    max: (request: FastifyRequest) => (request.principal?.kind === 'key' ? mostShared * 10 : mostShared),
    timeWindow: 3_600_000,
  });
  const count = async (limiter: typeof requests, request: FastifyRequest, times: number): Promise<void> => {
    for (let n = 0; n < times; n++) {
      const limit = await limiter(request);
      if (!limit.isAllowed && limit.isExceeded) throw tooMany(Math.ceil(limit.ttlInSeconds));
    }
  };
  return {
    countSubjects: async (request, subjects) => {
      // The request itself was counted when it came.
      await count(requests, request, subjects.length - 1);
      await count(links, request, subjects.filter((subject) => 'url' in subject).length);
    },
    countLink: (request) => count(links, request, 1),
    countShared: (request, reports) => count(shared, request, reports),
  };
}
