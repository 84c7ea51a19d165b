// Answers to requests that carried an Idempotency-Key, kept for 24 hours.
import { index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export const idempotencyRecords = pgTable(
  'idempotency_records',
  {
    caller: text('caller').notNull(),
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    bodyDigest: text('body_digest').notNull(),
    /** `{ value }`, so that an answer may be nothing at all. */
    answer: jsonb('answer').$type<{ readonly value?: unknown }>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.operation, table.key] }),
    index('idempotency_records_age').on(table.createdAt),
  ],
);
