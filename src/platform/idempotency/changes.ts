// Every write of the system goes through here: one transaction under one scope, once per Idempotency-Key, with its
// audit entries written inside it.
import type { Call } from '../../kernel/call.ts';
import type { AuditEvent, AuditLog } from '../audit/audit.ts';
import type { Database, Tx } from '../db/database.ts';
import type { Scope } from '../db/scope.ts';
import type { Idempotency, StoredAnswer } from './idempotency.ts';

/** What a change leaves behind: its answer, and one audit event per state it changed (none when nothing changed). */
export interface Changed<T> {
  readonly result: T;
  readonly events: readonly AuditEvent[];
}

export interface Changes {
  /**
   * Runs `work` in one transaction. A request repeated under the same key gets the stored answer and changes nothing.
   * `work` must use its transaction only: no I/O, no signing.
   */
  run<S extends Scope, T>(scope: S, call: Call, work: (tx: Tx<S>) => Promise<Changed<T>>): Promise<T>;
  /** The stored answer to a repeated request, for use cases that work before their transaction. */
  answerTo(scope: Scope, call: Call): Promise<StoredAnswer | undefined>;
}

export function changes(database: Database, audit: AuditLog, records: Idempotency): Changes {
  return {
    run: (scope, call, work) =>
      database.write(scope, (tx) =>
        records.once(tx, call, async () => {
          const { result, events } = await work(tx);
          for (const event of events) await audit.append(tx, call, event);
          return result;
        }),
      ),
    answerTo: (scope, call) => database.read(scope, (reader) => records.answerTo(reader, call)),
  };
}
