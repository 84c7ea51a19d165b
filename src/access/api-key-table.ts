// API keys of institutions: an id to look up by, a keyed digest of the secret, never the secret.
import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { ActorRecord, KeyScope } from '../kernel/principal.ts';

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    name: text('name').notNull(),
    scopes: jsonb('scopes').$type<readonly KeyScope[]>().notNull(),
    /** HMAC-SHA-256 of the secret under the deployment's pepper, hexadecimal. */
    secretDigest: text('secret_digest').notNull(),
    createdBy: jsonb('created_by').$type<ActorRecord>().notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
    /** To the hour. */
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
  },
  (table) => [index('api_keys_institution').on(table.institutionId)],
);
