// Places for work that takes long, a few for each caller: what one caller asks beyond them waits behind its own, and does
// not keep anybody else waiting.
import { Problem } from '../kernel/problem.ts';

export interface FairShareLimits {
  /** At work at the same time, for one caller. */
  readonly atOnce: number;
  /** Waiting for a place, for one caller. */
  readonly waiting: number;
}

export interface FairShare {
  /**
   * Runs `work` when one of the caller's places is free.
   * @param signal aborted when nobody wants the work any more; what still waits is then not begun
   * @throws Problem unavailable/too_many_at_once when too much of the same caller is waiting, or nobody wants it any more
   */
  <T>(caller: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
}

interface Queue {
  atWork: number;
  readonly waiting: (() => void)[];
}

export function fairShare({ atOnce, waiting: mostWaiting }: FairShareLimits): FairShare {
  const queues = new Map<string, Queue>();
  const enter = async (caller: string, queue: Queue): Promise<void> => {
    if (queue.atWork < atOnce) {
      queue.atWork += 1;
      queues.set(caller, queue);
      return;
    }
    if (queue.waiting.length >= mostWaiting) throw tooMany();
    await new Promise<void>((resolve) => {
      queue.waiting.push(resolve);
    });
  };
  /** Hands the place to whoever waited longest. */
  const leave = (caller: string, queue: Queue): void => {
    const next = queue.waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    queue.atWork -= 1;
    if (queue.atWork === 0) queues.delete(caller);
  };
  return async (caller, work, signal) => {
    const queue = queues.get(caller) ?? { atWork: 0, waiting: [] };
    await enter(caller, queue);
    try {
      if (signal?.aborted === true) throw tooMany();
      return await work();
    } finally {
      leave(caller, queue);
    }
  };
}

function tooMany(): Problem {
  const detail = 'Too many of your requests are under way at once. Try again when some are answered.';
  return new Problem('unavailable', { code: 'too_many_at_once', detail, retryAfterSeconds: 2 });
}
