// A judge in worker threads: at most four, each with little memory and a deadline after which it is ended, and a short
// queue in front. Whatever a stranger hands in, the requests of others are answered meanwhile.
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { Problem } from '../kernel/problem.ts';
import type { OpenBadge2Judgement } from '../standards/open-badge-2/judge.ts';
import { DeadlinePassed } from './judge.ts';
import type { Judge, Proving, Reading, StatusJudgement } from './judge.ts';
import type { WorkerStep } from './judge-worker.ts';

export interface JudgePoolOptions {
  readonly threads: number;
  /** The longest one step may take once it has begun; 2,000 unless told otherwise. */
  readonly deadlineMs?: number;
  /** How much longer for each credential inside; 20 unless told otherwise. */
  readonly credentialMs?: number;
  /** The most steps that may wait; 64 unless told otherwise. Beyond it callers are told to come back. */
  readonly queue?: number;
  /** The longest a step may wait for a thread; 15,000 unless told otherwise. */
  readonly waitMs?: number;
  /** The module that the threads run, where the program is not run from its build. */
  readonly worker?: URL;
}

export interface JudgePool extends Judge {
  close(): Promise<void>;
}

const MEMORY_MB = 160;

export function judgePool(options: JudgePoolOptions): JudgePool {
  const { threads, deadlineMs = 2_000, credentialMs = 20, waitMs = 15_000, queue = 64 } = options;
  let underWay = 0;
  let pool: Piscina | undefined;
  // Threads cost memory and a moment to start: they are made when the first stranger comes.
  const opened = (): Piscina => {
    if (pool !== undefined) return pool;
    pool = new Piscina({
      filename: (options.worker ?? new URL('./judge-worker.js', import.meta.url)).href,
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: 30_000,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      env: {},
    });
    // A thread that dies between two steps takes nobody's answer with it, and another one is made; the server goes on.
    pool.on('error', () => undefined);
    return pool;
  };

  const run = async (work: WorkerStep, credentials = 0): Promise<unknown> => {
    if (underWay >= threads + queue) throw tooMany();
    underWay += 1;
    const { port1: heard, port2: begun } = new MessageChannel();
    const ended = new AbortController();
    let hasBegun = false;
    let timer = setTimeout(() => ended.abort(), waitMs);
    heard.once('message', () => {
      hasBegun = true;
      clearTimeout(timer);
      timer = setTimeout(() => ended.abort(), deadlineMs + credentials * credentialMs);
    });
    try {
      return await opened().run({ work, begun }, { signal: ended.signal, transferList: [begun] });
    } catch (error) {
      throw translated(error, ended.signal.aborted, hasBegun);
    } finally {
      underWay -= 1;
      clearTimeout(timer);
      heard.close();
    }
  };

  return {
    // How many credentials are inside is only known when it was read; about one in sixteen kilobytes is many.
    read: (input) => run({ step: 'read', input }, Math.floor(input.length / 16_384)) as Promise<Reading>,
    prove: (request) => run({ step: 'prove', request }, request.read.parts.length) as Promise<Proving>,
    judgeStatus: (request) => run({ step: 'judgeStatus', request }) as Promise<StatusJudgement>,
    judgeOpenBadge2: (request) => run({ step: 'judgeOpenBadge2', request }) as Promise<OpenBadge2Judgement>,
    close: async () => {
      await pool?.destroy();
    },
  };
}

function translated(error: unknown, aborted: boolean, hasBegun: boolean): unknown {
  const { code, message = '' } = error as { code?: string; message?: string };
  if ((aborted && hasBegun) || code === 'ERR_WORKER_OUT_OF_MEMORY') return new DeadlinePassed();
  return aborted || /Terminating worker/i.test(message) ? tooMany(error) : error;
}

function tooMany(cause?: unknown): Problem {
  const detail = 'Too many verifications are waiting. Try again in a moment.';
  return new Problem('unavailable', { detail, retryAfterSeconds: 2, cause });
}
