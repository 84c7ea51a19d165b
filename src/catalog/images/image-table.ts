// Pictures of achievements and issuers, written anew as PNG.
import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const images = pgTable(
  'images',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    blobKey: text('blob_key').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('images_institution').on(table.institutionId), index('images_blob').on(table.blobKey)],
);
