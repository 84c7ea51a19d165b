// Institutions: the tenants of a deployment.
import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { PostalAddress } from './institution.ts';

export const institutions = pgTable('institutions', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  url: text('url'),
  email: text('email'),
  description: text('description'),
  address: jsonb('address').$type<PostalAddress>(),
  state: text('state').$type<'active' | 'disabled'>().notNull(),
  version: integer('version').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
});

export type InstitutionRow = typeof institutions.$inferSelect;
