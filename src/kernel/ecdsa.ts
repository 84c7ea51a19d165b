// Verifying ECDSA over secp256k1 (FIPS 186-5 §6.4, SEC 2 §2.4.1) with SHA-256: the one curve that issuers sign with and our
// libraries do not know. Only verifying; no key of ours is on it.
import { createPublicKey, verify } from 'node:crypto';

/**
 * Whether the signature is that of the key. Never throws: a key that is no point of the curve has made no signature.
 * @param key both coordinates, base64url, 32 bytes each, big-endian
 * @param signature r and s, 32 bytes each (RFC 8812 §3.2); either of the two values of s counts
 */
export function isSecp256k1Signature(
  key: { readonly x: string; readonly y: string },
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 64) return false;
  try {
    const publicKey = createPublicKey({
      key: { kty: 'EC', crv: 'secp256k1', x: key.x, y: key.y },
      format: 'jwk',
    });
    return verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}
