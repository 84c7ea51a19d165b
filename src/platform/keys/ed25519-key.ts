// Ed25519 key pairs (RFC 8032) as every sealed key has one: made here, tried once, and opened from their sealed bytes.
import { createPrivateKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { Problem } from '../../kernel/problem.ts';
import { encodeMultikey } from '../../standards/multikey.ts';
import { openPrivateKey } from './seal.ts';
import type { KeyIdentity, MasterKey, SealedKey } from './seal.ts';

export interface NewKeyPair {
  /** Multikey text, `z6Mk…`. */
  readonly publicKeyMultibase: string;
  /** PKCS#8; to be sealed at once. */
  readonly privateKey: Buffer;
}

/** @throws Problem key-unavailable when the new key does not verify its own first signature */
export function newKeyPair(): NewKeyPair {
  const pair = generateKeyPairSync('ed25519');
  const probe = Buffer.from('waymark first use');
  if (!verify(null, probe, pair.publicKey, sign(null, probe, pair.privateKey))) {
    throw new Problem('key-unavailable', { detail: 'A new key did not verify its first signature.' });
  }
  const x = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  return {
    publicKeyMultibase: encodeMultikey(Buffer.from(x, 'base64url')),
    privateKey: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
  };
}

/** @throws Problem key-unavailable when the sealed bytes do not open under this master key */
export function openedKey(master: MasterKey, identity: KeyIdentity, sealed: SealedKey): KeyObject {
  try {
    const der = openPrivateKey(master, identity, sealed);
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

/** 64 bytes. */
export function signBytes(key: KeyObject, bytes: Uint8Array): Uint8Array {
  return sign(null, bytes, key);
}
