// People, across institutions. One row per verified e-mail address; rows without one stand for themselves.
import { sql } from 'drizzle-orm';
import { pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const people = pgTable(
  'people',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** NFC, trimmed, lower case; only when verified. */
    verifiedEmail: text('verified_email'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('people_verified_email')
      .on(table.verifiedEmail)
      .where(sql`${table.verifiedEmail} is not null`),
  ],
);
