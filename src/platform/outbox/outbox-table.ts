// The outbox: work that a committed change asks for, kept until it is done.
import { index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export type TaskPayload = Readonly<Record<string, string>>;

export const outboxTasks = pgTable(
  'outbox_tasks',
  {
    id: text('id').primaryKey(),
    task: text('task').notNull(),
    /** Tasks with the same name and key are one task: putting it again while it waits changes nothing. */
    dedupeKey: text('dedupe_key').notNull(),
    payload: jsonb('payload').$type<TaskPayload>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    availableAt: timestamp('available_at', { withTimezone: true }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseToken: text('lease_token'),
    leasedUntil: timestamp('leased_until', { withTimezone: true }),
    lastErrorCode: text('last_error_code'),
    parkedAt: timestamp('parked_at', { withTimezone: true }),
  },
  (table) => [
    index('outbox_tasks_due').on(table.availableAt),
    index('outbox_tasks_dedupe').on(table.task, table.dedupeKey),
  ],
);
