// Puts tasks into the outbox within a transaction; claims, finishes, retries and parks them for the worker.
// Claiming uses FOR UPDATE SKIP LOCKED, so that any number of nodes can work on one table without meeting.
import { and, asc, count, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import { addSeconds } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import type { DeploymentScope } from '../db/scope.ts';
import { outboxTasks } from './outbox-table.ts';
import type { TaskPayload } from './outbox-table.ts';

export type TaskRow = typeof outboxTasks.$inferSelect;

export interface PutOptions {
  /** Seconds until a worker may take it; 0 when left out. */
  readonly delaySeconds?: number;
}

export interface Outbox {
  /** Adds a task in the caller's transaction. */
  put(tx: Tx, task: string, key: string, payload: TaskPayload, options?: PutOptions): Promise<void>;
  /** Removes a waiting task in the caller's transaction, because its work is done. */
  drop(tx: Tx, task: string, key: string): Promise<void>;
  /** Takes up to `limit` due tasks for `leaseSeconds`. */
  claim(limit: number, leaseSeconds: number): Promise<readonly TaskRow[]>;
  /** Removes a task that was done under this lease; false when the lease was lost meanwhile. */
  finish(row: TaskRow): Promise<boolean>;
  /** Gives a failed task back: later with back-off, or parked after too many attempts. */
  fail(row: TaskRow, errorCode: string): Promise<'retried' | 'parked'>;
  /** Frees all leases; only for the embedded database, where no other process can hold one. */
  releaseLeases(): Promise<void>;
  /** Calls `wake` whenever a task was put by this process; returns how to stop. */
  onPut(wake: () => void): () => void;
}

/** A task is parked after this many attempts: with the back-off below, about a day. */
const MOST_ATTEMPTS = 25;

export function outbox(database: Database, clock: Clock, ids: Ids): Outbox {
  const listeners = new Set<() => void>();
  return {
    put: async (tx, task, key, payload, options = {}) => {
      const now = clock.now();
      await tx.db.insert(outboxTasks).values({
        id: ids.next('task'),
        task,
        dedupeKey: key,
        payload,
        createdAt: now,
        availableAt: addSeconds(now, options.delaySeconds ?? 0),
      });
      tx.afterCommit(() => listeners.forEach((wake) => wake()));
    },
    drop: async (tx, task, key) => {
      await tx.db.delete(outboxTasks).where(and(eq(outboxTasks.task, task), eq(outboxTasks.dedupeKey, key)));
    },
    claim: (limit, leaseSeconds) =>
      database.write(deployment, async (tx) => {
        const now = clock.now();
        const due = await tx.db
          .select()
          .from(outboxTasks)
          .where(
            and(
              isNull(outboxTasks.parkedAt),
              lte(outboxTasks.availableAt, now),
              or(isNull(outboxTasks.leasedUntil), lte(outboxTasks.leasedUntil, now)),
            ),
          )
          .orderBy(asc(outboxTasks.availableAt))
          .limit(limit)
          .for('update', { skipLocked: true });
        const leaseToken = ids.next('task');
        const leasedUntil = addSeconds(now, leaseSeconds);
        const claimed: TaskRow[] = [];
        for (const row of due) {
          await tx.db
            .update(outboxTasks)
            .set({ leaseToken, leasedUntil, attempts: row.attempts + 1 })
            .where(eq(outboxTasks.id, row.id));
          claimed.push({ ...row, leaseToken, leasedUntil, attempts: row.attempts + 1 });
        }
        return claimed;
      }),
    finish: (row) =>
      database.write(deployment, async (tx) => {
        const gone = await tx.db.delete(outboxTasks).where(ownLease(row)).returning({ id: outboxTasks.id });
        return gone.length === 1;
      }),
    fail: (row, errorCode) =>
      database.write(deployment, async (tx) => {
        const parked = row.attempts >= MOST_ATTEMPTS;
        const now = clock.now();
        await tx.db
          .update(outboxTasks)
          .set({
            leaseToken: null,
            leasedUntil: null,
            lastErrorCode: errorCode,
            availableAt: addSeconds(now, Math.min(2 ** row.attempts, 3600)),
            parkedAt: parked ? now : null,
          })
          .where(ownLease(row));
        return parked ? 'parked' : 'retried';
      }),
    releaseLeases: () =>
      database.write(deployment, async (tx) => {
        await tx.db
          .update(outboxTasks)
          .set({ leaseToken: null, leasedUntil: null, availableAt: clock.now() })
          .where(isNull(outboxTasks.parkedAt));
      }),
    onPut: (wake) => {
      listeners.add(wake);
      return () => listeners.delete(wake);
    },
  };
}

function ownLease(row: TaskRow) {
  return and(eq(outboxTasks.id, row.id), sql`${outboxTasks.leaseToken} is not distinct from ${row.leaseToken}`);
}

export interface OutboxFigures {
  readonly waiting: number;
  readonly parked: number;
}

export async function outboxFigures(reader: Reader<DeploymentScope>): Promise<OutboxFigures> {
  const [waiting] = await reader.db.select({ n: count() }).from(outboxTasks).where(isNull(outboxTasks.parkedAt));
  const [parked] = await reader.db.select({ n: count() }).from(outboxTasks).where(isNotNull(outboxTasks.parkedAt));
  return { waiting: waiting?.n ?? 0, parked: parked?.n ?? 0 };
}
