// The two tables behind everything that is authored in versions: an item, and its versions, of which the published ones
// never change. Rubrics and achievements each have a pair of their own.
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export type VersionState = 'draft' | 'published';

export function itemTable(name: string) {
  return pgTable(
    name,
    {
      id: text('id').primaryKey(),
      institutionId: text('institution_id').notNull(),
      latestVersion: integer('latest_version').notNull(),
      publishedVersion: integer('published_version'),
      createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
      retiredAt: timestamp('retired_at', { withTimezone: true }),
    },
    (table) => [index(`${name}_institution`).on(table.institutionId, table.createdAt)],
  );
}

export function versionTable<Content>(name: string) {
  return pgTable(
    name,
    {
      itemId: text('item_id').notNull(),
      version: integer('version').notNull(),
      institutionId: text('institution_id').notNull(),
      state: text('state').$type<VersionState>().notNull(),
      content: jsonb('content').$type<Content>().notNull(),
      /** Counts the changes of a draft. */
      revision: integer('revision').notNull(),
      createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
      publishedAt: timestamp('published_at', { withTimezone: true }),
    },
    (table) => [primaryKey({ name: `${name}_pk`, columns: [table.itemId, table.version] })],
  );
}

export type ItemTable = ReturnType<typeof itemTable>;
export type VersionTable<Content> = ReturnType<typeof versionTable<Content>>;
export type ItemRow = ItemTable['$inferSelect'];
export type VersionRow<Content> = VersionTable<Content>['$inferSelect'];
