// The audit log's table. Rows are only ever added; sequence and hashes are filled in once, by the integrator.
import { bigint, index, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ActorRecord } from '../../kernel/principal.ts';

export type AuditDetails = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export const auditEntries = pgTable(
  'audit_entries',
  {
    id: text('id').primaryKey(),
    occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
    institutionId: text('institution_id'),
    event: text('event').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    actor: jsonb('actor').$type<ActorRecord>().notNull(),
    requestId: text('request_id').notNull(),
    details: jsonb('details').$type<AuditDetails>().notNull(),
    sequence: bigint('sequence', { mode: 'number' }),
    previousHash: text('previous_hash'),
    entryHash: text('entry_hash'),
  },
  (table) => [
    uniqueIndex('audit_entries_sequence').on(table.sequence),
    index('audit_entries_subject').on(table.subjectType, table.subjectId),
    index('audit_entries_institution').on(table.institutionId, table.occurredAt),
  ],
);
