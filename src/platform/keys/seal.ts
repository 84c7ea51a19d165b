// Sealing of private keys: AES-256-GCM under a data key of their own, which is wrapped under the master key. The
// additional data names deployment use, institution, key, purpose, algorithm and master key, so that a sealed key
// copied to another row does not open.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey, sha256Hex } from '../../kernel/digest.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The 32-byte master key and the name it goes by. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export function masterKey(bytes: Uint8Array): MasterKey {
  return { id: sha256Hex(deriveKey(bytes, 'waymark master key id')).slice(0, 16), bytes };
}

export interface KeyIdentity {
  readonly institutionId: string;
  readonly keyId: string;
  readonly purpose: string;
  readonly algorithm: string;
}

export interface SealedKey {
  readonly masterKeyId: string;
  readonly wrappedDataKey: string;
  readonly sealedPrivateKey: string;
}

export function sealPrivateKey(master: MasterKey, identity: KeyIdentity, privateKey: Uint8Array): SealedKey {
  const dataKey = randomBytes(32);
  const aad = additional(identity, master.id);
  const sealed = {
    masterKeyId: master.id,
    wrappedDataKey: encrypt(wrappingKey(master), `${aad}|data-key`, dataKey),
    sealedPrivateKey: encrypt(dataKey, aad, privateKey),
  };
  dataKey.fill(0);
  return sealed;
}

/** @throws Error when the master key is another one or the sealed bytes belong to another key */
export function openPrivateKey(master: MasterKey, identity: KeyIdentity, sealed: SealedKey): Buffer {
  const aad = additional(identity, sealed.masterKeyId);
  const dataKey = decrypt(wrappingKey(master), `${aad}|data-key`, sealed.wrappedDataKey);
  try {
    return decrypt(dataKey, aad, sealed.sealedPrivateKey);
  } finally {
    dataKey.fill(0);
  }
}

function additional(identity: KeyIdentity, masterKeyId: string): string {
  return [
    'waymark-key/v1',
    identity.institutionId,
    identity.keyId,
    identity.purpose,
    identity.algorithm,
    masterKeyId,
  ].join('|');
}

function wrappingKey(master: MasterKey): Buffer {
  return deriveKey(master.bytes, 'waymark key wrapping');
}

function encrypt(key: Uint8Array, aad: string, plain: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function decrypt(key: Uint8Array, aad: string, text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(aad))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
