// What is written down of an answer that is our fault: one line with names, codes and places in our code. That we were
// busy is no fault, and a flood of it is told about once a second.
import type { FastifyBaseLogger } from 'fastify';
import type { Problem } from '../kernel/problem.ts';
import { loggable } from './problem.ts';

const QUIET_MS = 1_000;

export interface Failure {
  readonly problem: Problem;
  readonly error: unknown;
  readonly traceId: string;
  readonly requestId: string;
  readonly route: string | undefined;
}

export type LogFailure = (log: FastifyBaseLogger, failure: Failure) => void;

export function failureLog(quietMs = QUIET_MS): LogFailure {
  let isQuiet = false;
  let passedOver = 0;
  return (log, { problem, error, traceId, requestId, route }) => {
    const facts = { traceId, requestId, route, slug: problem.slug };
    if (!isBusy(problem)) {
      log.error({ ...facts, ...loggable(error) }, 'request failed');
      return;
    }
    if (isQuiet) {
      passedOver += 1;
      return;
    }
    log.warn({ ...facts, code: problem.code, passedOver }, 'too busy for a request');
    passedOver = 0;
    isQuiet = true;
    setTimeout(() => (isQuiet = false), quietMs).unref();
  };
}

/** Nothing went wrong; there was no place, or a wait was ended. What is behind a fault, such as a database, is a cause. */
function isBusy({ slug, cause }: Problem): boolean {
  return slug === 'unavailable' && (cause === undefined || (cause instanceof Error && cause.name === 'AbortError'));
}
