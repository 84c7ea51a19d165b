// Reads whole tables in pages, in the order of their ids, for the checker.
import { and, asc, count, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { credentials } from '../../credentials/credential-table.ts';
import type { CredentialRow } from '../../credentials/credential-table.ts';
import { statusListEntries, statusLists } from '../../credentials/status/status-list-table.ts';
import type { StatusListEntryRow, StatusListRow } from '../../credentials/status/status-list-table.ts';
import { decisions } from '../../earning/decisions/decision-table.ts';
import type { DecisionRow } from '../../earning/decisions/decision-table.ts';
import { auditEntries } from '../../platform/audit/audit-table.ts';
import type { AuditRow } from '../../platform/audit/audit.ts';
import type { Reader } from '../../platform/db/database.ts';
import type { DeploymentScope } from '../../platform/db/scope.ts';
import { outboxTasks } from '../../platform/outbox/outbox-table.ts';

type DeploymentReader = Reader<DeploymentScope>;

const PAGE = 200;

/** Rows after the id, in id order. */
export function credentialsAfter(reader: DeploymentReader, id: string): Promise<CredentialRow[]> {
  return reader.db.select().from(credentials).where(gt(credentials.id, id)).orderBy(asc(credentials.id)).limit(PAGE);
}

export function decisionsAfter(reader: DeploymentReader, id: string): Promise<DecisionRow[]> {
  return reader.db.select().from(decisions).where(gt(decisions.id, id)).orderBy(asc(decisions.id)).limit(PAGE);
}

export function statusListsAfter(reader: DeploymentReader, id: string): Promise<StatusListRow[]> {
  return reader.db.select().from(statusLists).where(gt(statusLists.id, id)).orderBy(asc(statusLists.id)).limit(PAGE);
}

export function entriesOfCredential(reader: DeploymentReader, credentialId: string): Promise<StatusListEntryRow[]> {
  return reader.db.select().from(statusListEntries).where(eq(statusListEntries.credentialId, credentialId));
}

export async function findCredentialRow(reader: DeploymentReader, id: string): Promise<CredentialRow | undefined> {
  const [row] = await reader.db.select().from(credentials).where(eq(credentials.id, id));
  return row;
}

export async function findListRow(reader: DeploymentReader, id: string): Promise<StatusListRow | undefined> {
  const [row] = await reader.db.select().from(statusLists).where(eq(statusLists.id, id));
  return row;
}

export async function setIndexes(reader: DeploymentReader, listId: string): Promise<ReadonlySet<number>> {
  const rows = await reader.db
    .select({ index: statusListEntries.index })
    .from(statusListEntries)
    .where(and(eq(statusListEntries.listId, listId), eq(statusListEntries.value, true)));
  return new Set(rows.map((row) => row.index));
}

/** Credentials of a decision that are not burned. */
export async function liveCredentialsOf(reader: DeploymentReader, decisionId: string): Promise<CredentialRow[]> {
  return reader.db
    .select()
    .from(credentials)
    .where(and(eq(credentials.decisionId, decisionId), ne(credentials.state, 'burned')));
}

export async function findDecisionRow(reader: DeploymentReader, id: string): Promise<DecisionRow | undefined> {
  const [row] = await reader.db.select().from(decisions).where(eq(decisions.id, id));
  return row;
}

/** Whether a task about this subject waits; one that was given up does not. */
export async function hasTask(reader: DeploymentReader, task: string, key: string): Promise<boolean> {
  const [row] = await reader.db
    .select({ n: count() })
    .from(outboxTasks)
    .where(and(eq(outboxTasks.task, task), eq(outboxTasks.dedupeKey, key), isNull(outboxTasks.parkedAt)));
  return (row?.n ?? 0) > 0;
}

export function auditOf(reader: DeploymentReader, subjectType: string, subjectId: string): Promise<AuditRow[]> {
  return reader.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectType, subjectType), eq(auditEntries.subjectId, subjectId)))
    .orderBy(sql`${auditEntries.sequence} asc nulls last`);
}
