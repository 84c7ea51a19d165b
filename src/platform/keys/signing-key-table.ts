// Signing keys: the public part in the clear, the private part only as sealed bytes.
import { sql } from 'drizzle-orm';
import { index, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const keyPurposes = ['assertion', 'status'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];
export const keyStates = ['pending', 'active', 'retired', 'revoked'] as const;
export type KeyState = (typeof keyStates)[number];

export const signingKeys = pgTable(
  'signing_keys',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    issuerId: text('issuer_id').notNull(),
    purpose: text('purpose').$type<KeyPurpose>().notNull(),
    algorithm: text('algorithm').$type<'Ed25519'>().notNull(),
    publicKeyMultibase: text('public_key_multibase').notNull(),
    state: text('state').$type<KeyState>().notNull(),
    /** Which master key wrapped the data key. */
    masterKeyId: text('master_key_id').notNull(),
    /** base64(nonce ‖ ciphertext ‖ tag): the data key under the master key. */
    wrappedDataKey: text('wrapped_data_key').notNull(),
    /** base64(nonce ‖ ciphertext ‖ tag): the PKCS#8 private key under the data key. */
    sealedPrivateKey: text('sealed_private_key').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    activatedAt: timestamp('activated_at', { withTimezone: true }),
    retiredAt: timestamp('retired_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('signing_keys_one_active')
      .on(table.issuerId, table.purpose, table.algorithm)
      .where(sql`${table.state} = 'active'`),
    index('signing_keys_issuer').on(table.issuerId),
  ],
);
