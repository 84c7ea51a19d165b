// Hashing, MACs and constant-time comparison: the only file that touches node:crypto's hash functions.
// SHA-256 is FIPS 180-4, HMAC is RFC 2104, HKDF is RFC 5869.
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Hash } from 'node:crypto';

/** SHA-256 of bytes, or of the UTF-8 form of a string; 32 bytes. */
export function sha256(input: Uint8Array | string): Buffer {
  return createHash('sha256').update(input).digest();
}

/** SHA-384; 48 bytes. */
export function sha384(input: Uint8Array | string): Buffer {
  return createHash('sha384').update(input).digest();
}

/** SHA-512; 64 bytes. */
export function sha512(input: Uint8Array | string): Buffer {
  return createHash('sha512').update(input).digest();
}

/** SHA-256 as 64 lower-case hexadecimal characters. */
export function sha256Hex(input: Uint8Array | string): string {
  return createHash('sha256').update(input).digest('hex');
}

/** A running SHA-256 for streams. Call `update` with each chunk and `digest('hex')` once. */
export function sha256Stream(): Hash {
  return createHash('sha256');
}

/** HMAC-SHA-256; 32 bytes. */
export function hmacSha256(key: Uint8Array, input: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(input).digest();
}

/** A 32-byte key for one purpose, derived from a master key (HKDF-SHA-256, empty salt, `purpose` as info). */
export function deriveKey(master: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, new Uint8Array(0), purpose, 32));
}

/** Whether two byte strings are equal, in time that does not depend on where they differ. Different lengths are unequal. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
