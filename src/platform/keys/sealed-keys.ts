// The sealed driver: Ed25519 keys made here, kept under the master key, opened into non-extractable key objects.
import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { newKeyPair, openedKey, signBytes } from './ed25519-key.ts';
import { sealPrivateKey } from './seal.ts';
import type { KeyIdentity, MasterKey } from './seal.ts';
import { redeemLintToken } from './signer.ts';
import type { Signer } from './signer.ts';
import type { SigningKeyRow } from './signing-key-store.ts';
import type { KeyPurpose } from './signing-key-table.ts';

export interface NewKey {
  readonly institutionId: string;
  readonly issuerId: string;
  readonly purpose: KeyPurpose;
}

/** A family of signers. Others (a cloud key service, a hardware module) have the same face. */
export interface KeyDriver {
  /** Makes a key pair and the row that keeps it; active at once. */
  create(key: NewKey): SigningKeyRow;
  /** @throws Problem key-unavailable when the private key cannot be opened */
  signer(row: SigningKeyRow): Signer;
}

const MOST_OPEN_KEYS = 200;

export function sealedKeys(master: MasterKey, clock: Clock, ids: Ids): KeyDriver {
  const open = new Map<string, KeyObject>();
  return {
    create: (key) => {
      const id = ids.next('signingKey');
      const { publicKeyMultibase, privateKey } = newKeyPair();
      const now = clock.now();
      const identity = { institutionId: key.institutionId, keyId: id, purpose: key.purpose, algorithm: 'Ed25519' };
      return {
        id,
        ...key,
        algorithm: 'Ed25519',
        publicKeyMultibase,
        state: 'active',
        ...sealPrivateKey(master, identity, privateKey),
        createdAt: now,
        activatedAt: now,
        retiredAt: null,
        revokedAt: null,
      };
    },
    signer: (row) => {
      let key = open.get(row.id);
      if (key === undefined) {
        key = openedKey(master, identityOf(row), row);
        if (open.size >= MOST_OPEN_KEYS) open.delete(open.keys().next().value ?? '');
        open.set(row.id, key);
      }
      const privateKey = key;
      return {
        keyId: row.id,
        institutionId: row.institutionId,
        issuerId: row.issuerId,
        purpose: row.purpose,
        algorithm: row.algorithm,
        publicKeyMultibase: row.publicKeyMultibase,
        sign: (token) => Promise.resolve(signBytes(privateKey, redeemLintToken(token, row.id))),
      };
    },
  };
}

function identityOf({ institutionId, id, purpose, algorithm }: SigningKeyRow): KeyIdentity {
  return { institutionId, keyId: id, purpose, algorithm };
}
