// Credentials. Documents are `text`: what is signed is served byte for byte.
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ProofSuite } from '../catalog/issuers/issuer.ts';
import type { CredentialState, CredentialStatus } from './credential.ts';

export const credentials = pgTable(
  'credentials',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    decisionId: text('decision_id').notNull(),
    recipientId: text('recipient_id').notNull(),
    achievementId: text('achievement_id').notNull(),
    achievementVersion: integer('achievement_version').notNull(),
    issuerId: text('issuer_id').notNull(),
    /** The public origin under which it was made. */
    origin: text('origin').notNull(),
    signingKeyId: text('signing_key_id').notNull(),
    verificationMethod: text('verification_method').notNull(),
    proofSuite: text('proof_suite').$type<ProofSuite>().notNull(),
    /** `created` of the proof, drawn before signing, so that signing again gives the same bytes. */
    proofCreated: text('proof_created').notNull(),
    validFrom: timestamp('valid_from', { withTimezone: true }).notNull(),
    validUntil: timestamp('valid_until', { withTimezone: true }),
    state: text('state').$type<CredentialState>().notNull(),
    status: text('status').$type<CredentialStatus>().notNull(),
    statusReason: text('status_reason'),
    statusChangedAt: timestamp('status_changed_at', { withTimezone: true }),
    unsignedDocument: text('unsigned_document').notNull(),
    unsignedSha256: text('unsigned_sha256').notNull(),
    signedDocument: text('signed_document'),
    signedSha256: text('signed_sha256'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('credentials_one_per_decision')
      .on(table.decisionId)
      .where(sql`${table.state} <> 'burned'`),
    index('credentials_institution').on(table.institutionId, table.createdAt),
    index('credentials_recipient').on(table.recipientId),
  ],
);

export type CredentialRow = typeof credentials.$inferSelect;
