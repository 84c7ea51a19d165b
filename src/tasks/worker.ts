// The worker: claims due tasks under a lease, runs them outside any transaction, finishes, retries or parks them.
// It wakes when this process puts a task and looks by itself once a second for what others put.
import { sleep } from '../kernel/clock.ts';
import { Problem, safeErrorFacts } from '../kernel/problem.ts';
import type { Outbox, TaskRow } from '../platform/outbox/outbox.ts';
import { taskCall } from './task.ts';
import type { Task } from './task.ts';

export interface WorkerLog {
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface WorkerOptions {
  readonly outbox: Outbox;
  readonly tasks: readonly Task[];
  /** Housekeeping after each round: small, quick, and harmless to repeat. */
  readonly afterRound: () => Promise<void>;
  readonly log: WorkerLog;
  /** Tasks that run at the same time. */
  readonly parallel: number;
}

export interface Worker {
  /** Stops claiming and resolves when running tasks are done. */
  stop(): Promise<void>;
}

/** A process that dies holds its tasks no longer than this. */
const LEASE_SECONDS = 15;
const POLL_MILLISECONDS = 1_000;

export function startWorker(options: WorkerOptions): Worker {
  const { outbox, log } = options;
  const stopping = new AbortController();
  let wake = new AbortController();
  const stopListening = outbox.onPut(() => wake.abort());

  /** Chores run beside the tasks, one round of them at a time: no task waits for them. */
  let chores: Promise<void> | undefined;

  const round = async (): Promise<number> => {
    const rows = await outbox.claim(options.parallel, LEASE_SECONDS);
    await Promise.all(rows.map((row) => work(row, options)));
    chores ??= options
      .afterRound()
      .catch((error: unknown) => log.error(safeErrorFacts(error), 'a chore failed'))
      .finally(() => (chores = undefined));
    return rows.length;
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      let done = 0;
      try {
        done = await round();
      } catch (error) {
        log.error(safeErrorFacts(error), 'the worker could not look for tasks');
      }
      if (done > 0) continue;
      await sleep(POLL_MILLISECONDS, AbortSignal.any([stopping.signal, wake.signal]));
      wake = new AbortController();
    }
  };

  const running = loop();
  return {
    stop: async () => {
      stopping.abort();
      stopListening();
      await running;
      await chores;
    },
  };
}

async function work(row: TaskRow, { outbox, tasks, log }: WorkerOptions): Promise<void> {
  const task = tasks.find((candidate) => candidate.name === row.task);
  try {
    if (task === undefined)
      throw new Problem('internal', { code: 'unknown_task', detail: `No task is called ${row.task}.` });
    await task.run(row.payload, taskCall(row.task, row.id));
    await outbox.finish(row);
  } catch (error) {
    const code = error instanceof Problem ? (error.code ?? error.slug) : safeErrorFacts(error).name;
    const outcome = await outbox.fail(row, code);
    const facts = { task: row.task, taskId: row.id, attempts: row.attempts, outcome, code, ...safeErrorFacts(error) };
    if (outcome === 'parked') log.error(facts, 'task parked');
    else log.warn(facts, 'task failed and will be tried again');
  }
}
