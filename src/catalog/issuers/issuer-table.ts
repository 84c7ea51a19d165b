// Issuer profiles: the public identities under which an institution signs.
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { PostalAddress } from '../institutions/institution.ts';
import type { DidMethod, ProofSuite, StatusPurpose } from './issuer.ts';

export const issuerProfiles = pgTable(
  'issuer_profiles',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    did: text('did').notNull(),
    didMethod: text('did_method').$type<DidMethod>().notNull(),
    /** The public origin that held when the profile was made: its DID, and all URLs it is served at, live under it. */
    origin: text('origin').notNull(),
    name: text('name').notNull(),
    url: text('url'),
    email: text('email'),
    description: text('description'),
    address: jsonb('address').$type<PostalAddress>(),
    imageId: text('image_id'),
    proofSuite: text('proof_suite').$type<ProofSuite>().notNull(),
    statusPurposes: jsonb('status_purposes').$type<readonly StatusPurpose[]>().notNull(),
    version: integer('version').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('issuer_profiles_did').on(table.did),
    index('issuer_profiles_institution').on(table.institutionId),
  ],
);

export type IssuerRow = typeof issuerProfiles.$inferSelect;
