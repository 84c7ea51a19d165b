// Ed25519 public keys as Multikey text (`z6Mk…`): CID 1.0 §2.2.2, multicodec 0xed01, base58btc (multibase z).
import * as base58 from 'base58-universal';
import { StandardsError } from './standards-error.ts';

const multicodec = [0xed, 0x01] as const;
/** 'z' and 48 base58 digits: every 34-byte value that starts with 0xed01 has this length. */
const multikeyPattern = /^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/;

export type PublicKeyResult =
  | { readonly ok: true; readonly publicKey: Uint8Array }
  | { readonly ok: false; readonly code: 'bad_key' | 'weak_key' };

/**
 * The multikey text of a 32-byte Ed25519 public key.
 * @throws StandardsError bad_key for a wrong length or a key that proves nothing
 */
export function encodeMultikey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new StandardsError('bad_key', 'An Ed25519 public key has 32 bytes.');
  if (isWeakKey(publicKey)) throw new StandardsError('bad_key', 'This Ed25519 public key is not usable.');
  return `z${base58.encode(Uint8Array.from([...multicodec, ...publicKey]))}`;
}

/** Reads multikey text. `bad_key`: not an Ed25519 multikey; `weak_key`: a point under which signatures prove nothing. */
export function decodeMultikey(text: string): PublicKeyResult {
  if (!multikeyPattern.test(text)) return { ok: false, code: 'bad_key' };
  const bytes = base58.decode(text.slice(1));
  if (bytes.length !== 34 || bytes[0] !== multicodec[0] || bytes[1] !== multicodec[1]) {
    return { ok: false, code: 'bad_key' };
  }
  const publicKey = bytes.slice(2);
  return isWeakKey(publicKey) ? { ok: false, code: 'weak_key' } : { ok: true, publicKey };
}

/** The field prime 2^255 − 19 (RFC 8032 §5.1). */
const prime = 2n ** 255n - 19n;

/** y coordinates of the points whose order divides eight, each with either sign of x: 0, ±1 and the two of order eight. */
const smallOrderY: readonly bigint[] = [
  0n,
  1n,
  prime - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  prime - 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
];

/** Whether the key is a point of small order or not written in its one canonical form (RFC 8032 §5.1.3). */
function isWeakKey(publicKey: Uint8Array): boolean {
  const bigEndian = [...publicKey].toReversed();
  bigEndian[0] = (bigEndian[0] ?? 0) & 0x7f;
  const y = BigInt(`0x${bigEndian.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
  return y >= prime || smallOrderY.includes(y);
}
