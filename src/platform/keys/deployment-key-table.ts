// Keys of the deployment itself, which belong to no institution and never sign for one: one for each purpose.
import { pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** `vc-api`: what callers of the VC-API door have signed. `pack`: verification packs. */
export const deploymentPurposes = ['vc-api', 'pack'] as const;
export type DeploymentPurpose = (typeof deploymentPurposes)[number];

export const deploymentKeys = pgTable(
  'deployment_keys',
  {
    id: text('id').primaryKey(),
    purpose: text('purpose').$type<DeploymentPurpose>().notNull(),
    algorithm: text('algorithm').$type<'Ed25519'>().notNull(),
    publicKeyMultibase: text('public_key_multibase').notNull(),
    /** Which master key wrapped the data key. */
    masterKeyId: text('master_key_id').notNull(),
    /** base64(nonce ‖ ciphertext ‖ tag): the data key under the master key. */
    wrappedDataKey: text('wrapped_data_key').notNull(),
    /** base64(nonce ‖ ciphertext ‖ tag): the PKCS#8 private key under the data key. */
    sealedPrivateKey: text('sealed_private_key').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [uniqueIndex('deployment_keys_one_per_purpose').on(table.purpose)],
);
