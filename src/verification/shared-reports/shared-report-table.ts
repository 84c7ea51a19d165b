// Reports that someone chose to share. Text and not `jsonb`: a report is given back as it was, member for member.
import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const sharedReports = pgTable(
  'shared_reports',
  {
    /** Cannot be guessed; whoever has it may read the report. */
    id: text('id').primaryKey(),
    /** A VerificationReport as JSON. */
    report: text('report').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('shared_reports_expiry').on(table.expiresAt)],
);
