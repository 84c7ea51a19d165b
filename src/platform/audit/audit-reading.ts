// Reading the audit log: an institution its own part, an operator everything.
import { and, eq } from 'drizzle-orm';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import type { ActorRecord } from '../../kernel/principal.ts';
import type { Database } from '../db/database.ts';
import { deployment, institution } from '../db/scope.ts';
import { afterCursor, newestFirst } from '../db/paging.ts';
import { auditEntries } from './audit-table.ts';
import type { AuditDetails } from './audit-table.ts';

export interface AuditEntryView {
  readonly id: string;
  readonly occurredAt: string;
  readonly event: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly institutionId?: string;
  readonly actor: ActorRecord;
  readonly requestId: string;
  readonly details: AuditDetails;
  /** Place in the log and its chained hash; absent for a moment after the change. */
  readonly sequence?: number;
  readonly entryHash?: string;
}

export interface AuditFilter {
  readonly subjectId?: string;
  readonly event?: string;
}

export interface AuditReading {
  /** `institutionId` undefined: all institutions, for the operator. */
  list(institutionId: string | undefined, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEntryView>>;
}

export function auditReading(database: Database): AuditReading {
  const paged = { createdAt: auditEntries.occurredAt, id: auditEntries.id };
  return {
    list: (institutionId, filter, page) =>
      database.read(institutionId === undefined ? deployment : institution(institutionId), async (reader) => {
        const rows = await reader.db
          .select()
          .from(auditEntries)
          .where(
            and(
              institutionId === undefined ? undefined : eq(auditEntries.institutionId, institutionId),
              filter.subjectId === undefined ? undefined : eq(auditEntries.subjectId, filter.subjectId),
              filter.event === undefined ? undefined : eq(auditEntries.event, filter.event),
              afterCursor(paged, page),
            ),
          )
          .orderBy(...newestFirst(paged))
          .limit(page.limit + 1);
        return pageOf(
          rows.map((row) => ({ ...row, createdAt: row.occurredAt })),
          page,
          (row) => ({
            id: row.id,
            occurredAt: row.occurredAt.toISOString(),
            event: row.event,
            subject: { type: row.subjectType, id: row.subjectId },
            ...(row.institutionId !== null && { institutionId: row.institutionId }),
            actor: row.actor,
            requestId: row.requestId,
            details: row.details,
            ...(row.sequence !== null && { sequence: row.sequence }),
            ...(row.entryHash !== null && { entryHash: row.entryHash }),
          }),
        );
      }),
  };
}
