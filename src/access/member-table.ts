// Members: a person's place in an institution, with roles.
import { boolean, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Role } from '../kernel/principal.ts';

export const members = pgTable(
  'members',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    personId: text('person_id').notNull(),
    name: text('name').notNull(),
    /** NFC, trimmed, lower case. */
    email: text('email').notNull(),
    emailVerified: boolean('email_verified').notNull(),
    roles: jsonb('roles').$type<readonly Role[]>().notNull(),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (table) => [
    index('members_institution').on(table.institutionId, table.createdAt),
    index('members_person').on(table.personId),
  ],
);
