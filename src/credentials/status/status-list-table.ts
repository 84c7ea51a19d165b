// Status lists and their entries (Bitstring Status List 1.0). Entries are the truth; the signed list is made from them.
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { StatusPurpose } from '../../catalog/issuers/issuer.ts';

export const statusLists = pgTable(
  'status_lists',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    issuerId: text('issuer_id').notNull(),
    purpose: text('purpose').$type<StatusPurpose>().notNull(),
    /** The public origin under which it was made and is found for ever. */
    origin: text('origin').notNull(),
    /** Entries in the list. */
    size: integer('size').notNull(),
    /** `full` lists get no new entries; they are served and changed for ever. */
    state: text('state').$type<'open' | 'full'>().notNull(),
    /** Counts the changes that the published list must show. */
    wantedVersion: integer('wanted_version').notNull(),
    /** The change count that the signed document shows; never goes back. */
    publishedVersion: integer('published_version').notNull(),
    signedDocument: text('signed_document'),
    signedSha256: text('signed_sha256'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('status_lists_one_open')
      .on(table.issuerId, table.purpose)
      .where(sql`${table.state} = 'open'`),
  ],
);

export const statusListEntries = pgTable(
  'status_list_entries',
  {
    listId: text('list_id').notNull(),
    index: integer('index').notNull(),
    credentialId: text('credential_id').notNull(),
    institutionId: text('institution_id').notNull(),
    purpose: text('purpose').$type<StatusPurpose>().notNull(),
    value: boolean('value').notNull(),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    primaryKey({ name: 'status_list_entries_pk', columns: [table.listId, table.index] }),
    uniqueIndex('status_list_entries_credential').on(table.credentialId, table.purpose),
    index('status_list_entries_set')
      .on(table.listId)
      .where(sql`${table.value}`),
  ],
);

export type StatusListRow = typeof statusLists.$inferSelect;
export type StatusListEntryRow = typeof statusListEntries.$inferSelect;
