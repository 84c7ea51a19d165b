// The sealed driver: Ed25519 keys made here, kept under the master key, opened into non-extractable key objects.
import { createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { encodeMultikey } from '../../standards/multikey.ts';
import { openPrivateKey, sealPrivateKey } from './seal.ts';
import type { MasterKey } from './seal.ts';
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
      const pair = generateKeyPairSync('ed25519');
      const probe = Buffer.from('waymark first use');
      if (!verify(null, probe, pair.publicKey, sign(null, probe, pair.privateKey))) {
        throw new Problem('key-unavailable', { detail: 'A new key did not verify its first signature.' });
      }
      const x = pair.publicKey.export({ format: 'jwk' }).x ?? '';
      const now = clock.now();
      return {
        id,
        ...key,
        algorithm: 'Ed25519',
        publicKeyMultibase: encodeMultikey(Buffer.from(x, 'base64url')),
        state: 'active',
        ...sealPrivateKey(
          master,
          { institutionId: key.institutionId, keyId: id, purpose: key.purpose, algorithm: 'Ed25519' },
          pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
        ),
        createdAt: now,
        activatedAt: now,
        retiredAt: null,
        revokedAt: null,
      };
    },
    signer: (row) => {
      let key = open.get(row.id);
      if (key === undefined) {
        key = opened(master, row);
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
        sign: (token) => Promise.resolve(sign(null, redeemLintToken(token, row.id), privateKey)),
      };
    },
  };
}

function opened(master: MasterKey, row: SigningKeyRow): KeyObject {
  try {
    const der = openPrivateKey(
      master,
      { institutionId: row.institutionId, keyId: row.id, purpose: row.purpose, algorithm: row.algorithm },
      row,
    );
    const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    der.fill(0);
    return key;
  } catch (error) {
    throw new Problem('key-unavailable', {
      detail: 'The signing key cannot be opened with the present master key.',
      cause: error,
      retryAfterSeconds: 60,
    });
  }
}
