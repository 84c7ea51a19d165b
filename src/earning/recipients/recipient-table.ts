// Recipients: the people who earn, as one institution knows them; and what they hold.
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { RecipientIdentifier } from './recipient.ts';

export const recipients = pgTable(
  'recipients',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    name: text('name').notNull(),
    /** NFC, trimmed, lower case. */
    email: text('email'),
    did: text('did'),
    identifiers: jsonb('identifiers').$type<readonly RecipientIdentifier[]>().notNull(),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('recipients_institution').on(table.institutionId, table.createdAt),
    uniqueIndex('recipients_email').on(table.institutionId, table.email),
  ],
);

export type HoldingState = 'active' | 'suspended' | 'revoked';

export const holdings = pgTable(
  'holdings',
  {
    /** The credential's id within this deployment. */
    credentialId: text('credential_id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    recipientId: text('recipient_id').notNull(),
    achievementId: text('achievement_id').notNull(),
    achievementVersion: integer('achievement_version').notNull(),
    state: text('state').$type<HoldingState>().notNull(),
    validUntil: timestamp('valid_until', { withTimezone: true }),
    recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('holdings_recipient').on(table.recipientId, table.achievementId)],
);

export type RecipientRow = typeof recipients.$inferSelect;
