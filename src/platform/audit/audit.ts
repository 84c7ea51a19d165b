// The append-only audit log: one entry per state change, written in the same transaction as the change. Entries hold
// ids, digests and codes, never personal data. The integrator gives committed entries their place in a hash chain.
import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import { sha256Hex } from '../../kernel/digest.ts';
import type { Ids } from '../../kernel/id.ts';
import { actorRecord } from '../../kernel/principal.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import type { DeploymentScope } from '../db/scope.ts';
import { auditEntries } from './audit-table.ts';
import type { AuditDetails } from './audit-table.ts';

export interface AuditEvent {
  /** `noun.past-verb`, such as `credential.revoked`. */
  readonly event: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly institutionId?: string;
  readonly details?: AuditDetails;
}

export type AuditRow = typeof auditEntries.$inferSelect;

/** Writes entries inside the caller's transaction. */
export interface AuditLog {
  append(tx: Tx, call: Call, event: AuditEvent): Promise<void>;
}

export function auditLog(clock: Clock, ids: Ids): AuditLog {
  return {
    append: async (tx, call, event) => {
      await tx.db.insert(auditEntries).values({
        id: ids.next('audit'),
        occurredAt: clock.now(),
        institutionId: event.institutionId ?? null,
        event: event.event,
        subjectType: event.subject.type,
        subjectId: event.subject.id,
        actor: actorRecord(call.principal),
        requestId: call.requestId,
        details: event.details ?? {},
      });
    },
  };
}

const INTEGRATOR_LOCK = 7_420_002;
/** The hash that stands before the first entry. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/**
 * Gives up to `limit` committed entries without a place the next sequence numbers and chain hashes; returns how many.
 * One integrator works at a time, on all nodes together.
 */
export function integrateAuditEntries(database: Database, limit = 500): Promise<number> {
  return database.write(deployment, async (tx) => {
    const locked = await tx.db.execute(sql`select pg_try_advisory_xact_lock(${INTEGRATOR_LOCK}) as got`);
    if ((locked as { rows: { got: boolean }[] }).rows[0]?.got !== true) return 0;
    const [head] = await tx.db
      .select()
      .from(auditEntries)
      .where(isNotNull(auditEntries.sequence))
      .orderBy(desc(auditEntries.sequence))
      .limit(1);
    let sequence = head?.sequence ?? 0;
    let previousHash = head?.entryHash ?? FIRST_PREVIOUS_HASH;
    const waiting = await tx.db
      .select()
      .from(auditEntries)
      .where(isNull(auditEntries.sequence))
      .orderBy(asc(auditEntries.occurredAt), asc(auditEntries.id))
      .limit(limit);
    for (const row of waiting) {
      sequence += 1;
      const entryHash = auditEntryHash({ ...row, sequence, previousHash });
      await tx.db
        .update(auditEntries)
        .set({ sequence, previousHash, entryHash })
        .where(and(eq(auditEntries.id, row.id), isNull(auditEntries.sequence)));
      previousHash = entryHash;
    }
    return waiting.length;
  });
}

/** SHA-256 over every member of an entry in a fixed order, so that any later change of the row shows. */
export function auditEntryHash(row: Omit<AuditRow, 'entryHash'>): string {
  return sha256Hex(
    JSON.stringify([
      row.sequence,
      row.previousHash,
      row.id,
      row.occurredAt.toISOString(),
      row.institutionId,
      row.event,
      row.subjectType,
      row.subjectId,
      sorted(row.actor),
      row.requestId,
      sorted(row.details),
    ]),
  );
}

/** Members in name order: `jsonb` does not keep the order in which they were written. */
function sorted(record: object): [string, unknown][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** All integrated entries in order, `batch` rows at a time, for a checker. */
export async function* integratedEntries(reader: Reader<DeploymentScope>, batch = 1000): AsyncGenerator<AuditRow> {
  for (let after = 0; ;) {
    const rows = await reader.db
      .select()
      .from(auditEntries)
      .where(sql`${auditEntries.sequence} > ${after}`)
      .orderBy(asc(auditEntries.sequence))
      .limit(batch);
    yield* rows;
    const last = rows.at(-1)?.sequence;
    if (last === undefined || last === null || rows.length < batch) return;
    after = last;
  }
}
