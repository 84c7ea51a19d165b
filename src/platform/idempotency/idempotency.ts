// Makes a creating use case run once per Idempotency-Key: its record is written in the use case's own transaction,
// so that the answer and the change exist together or not at all, on every node.
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Call } from '../../kernel/call.ts';
import { addSeconds } from '../../kernel/clock.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Problem, conflict } from '../../kernel/problem.ts';
import { callerName } from '../../kernel/principal.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import { idempotencyRecords } from './idempotency-table.ts';

const KEPT_SECONDS = 24 * 3600;

/** What the request was answered with; `value` is absent when that was nothing. */
export interface StoredAnswer {
  readonly value?: unknown;
}

export interface Idempotency {
  /**
   * Runs `work` unless this request was answered before; then returns what it returned.
   * What `work` returns is stored as JSON: it must hold no secret and nothing that JSON cannot carry.
   * @throws Problem conflict/in_progress while the same key runs elsewhere
   * @throws Problem idempotency-mismatch when the key came with another request
   */
  once<T>(tx: Tx, call: Call, work: () => Promise<T>): Promise<T>;
  /** The stored answer to this request, if there is one. @throws Problem idempotency-mismatch */
  answerTo(reader: Reader, call: Call): Promise<StoredAnswer | undefined>;
}

export function idempotency(clock: Clock): Idempotency {
  const answerTo = async (reader: Reader, call: Call): Promise<StoredAnswer | undefined> => {
    if (call.idempotency === undefined) return undefined;
    const [known] = await reader.db.select().from(idempotencyRecords).where(ofCall(call, call.idempotency.key));
    if (known === undefined || known.createdAt <= addSeconds(clock.now(), -KEPT_SECONDS)) return undefined;
    if (known.bodyDigest !== call.idempotency.bodyDigest) {
      throw new Problem('idempotency-mismatch', {
        detail: 'This Idempotency-Key was used with another request. Use a new key for a new request.',
      });
    }
    return known.answer;
  };
  return {
    answerTo,
    once: async <T>(tx: Tx, call: Call, work: () => Promise<T>): Promise<T> => {
      const request = call.idempotency;
      if (request === undefined) return work();
      await lockOrRefuse(tx, `${callerName(call.principal)} ${call.operation} ${request.key}`);
      const known = await answerTo(tx, call);
      if (known !== undefined) return known.value as T;
      await tx.db.delete(idempotencyRecords).where(ofCall(call, request.key));
      const value = await work();
      await tx.db.insert(idempotencyRecords).values({
        caller: callerName(call.principal),
        operation: call.operation,
        key: request.key,
        bodyDigest: request.bodyDigest,
        answer: { value },
        createdAt: clock.now(),
      });
      return value;
    },
  };
}

async function lockOrRefuse(tx: Tx, name: string): Promise<void> {
  const lock = await tx.db.execute(sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`);
  if ((lock as { rows: { got: boolean }[] }).rows[0]?.got === true) return;
  throw conflict('in_progress', 'A request with the same Idempotency-Key is still running. Ask again shortly.');
}

function ofCall(call: Call, key: string) {
  return and(
    eq(idempotencyRecords.caller, callerName(call.principal)),
    eq(idempotencyRecords.operation, call.operation),
    eq(idempotencyRecords.key, key),
  );
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
