// Makes a creating use case run once per Idempotency-Key: its record is written in the use case's own transaction,
// so that the answer and the change exist together or not at all, on every node.
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Call } from '../../kernel/call.ts';
import { addSeconds } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Problem, conflict } from '../../kernel/problem.ts';
import { callerName } from '../../kernel/principal.ts';
import type { Database, Tx } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import { idempotencyRecords } from './idempotency-table.ts';

const KEPT_SECONDS = 24 * 3600;

export interface Once {
  /**
   * Runs `work` unless this request was answered before; then returns what it returned.
   * What `work` returns is stored as JSON: it must hold no secret and nothing that JSON cannot carry.
   * @throws Problem conflict/in_progress while the same key runs elsewhere
   * @throws Problem idempotency-mismatch when the key came with another request
   */
  <T>(tx: Tx, call: Call, work: () => Promise<T>): Promise<T>;
}

export function once(clock: Clock): Once {
  return async <T>(tx: Tx, call: Call, work: () => Promise<T>): Promise<T> => {
    const request = call.idempotency;
    if (request === undefined) return work();
    const caller = callerName(call.principal);
    const lockName = `${caller} ${call.operation} ${request.key}`;
    const lock = await tx.db.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${lockName}, 0)) as got`);
    if ((lock as unknown as { rows: { got: boolean }[] }).rows[0]?.got !== true) {
      throw conflict('in_progress', 'A request with the same Idempotency-Key is still running. Ask again shortly.');
    }
    const own = and(
      eq(idempotencyRecords.caller, caller),
      eq(idempotencyRecords.operation, call.operation),
      eq(idempotencyRecords.key, request.key),
    );
    const [known] = await tx.db.select().from(idempotencyRecords).where(own);
    if (known !== undefined && known.createdAt > addSeconds(clock.now(), -KEPT_SECONDS)) {
      if (known.bodyDigest !== request.bodyDigest) {
        throw new Problem('idempotency-mismatch', {
          detail: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
        });
      }
      return known.result as T;
    }
    if (known !== undefined) await tx.db.delete(idempotencyRecords).where(own);
    const result = await work();
    await tx.db.insert(idempotencyRecords).values({
      caller,
      operation: call.operation,
      key: request.key,
      bodyDigest: request.bodyDigest,
      result: JSON.parse(JSON.stringify(result)) as unknown,
      createdAt: clock.now(),
    });
    return result;
  };
}

/** Removes records older than 24 hours; returns how many. */
export function forgetOldAnswers(database: Database, clock: Clock): Promise<number> {
  return database.write(deployment, async (tx) => {
    const gone = await tx.db
      .delete(idempotencyRecords)
      .where(lt(idempotencyRecords.createdAt, addSeconds(clock.now(), -KEPT_SECONDS)))
      .returning({ key: idempotencyRecords.key });
    return gone.length;
  });
}
