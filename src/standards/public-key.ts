// Public keys that signatures can be checked with, in one form whatever they were written in: the members of a JWK that
// name the key (RFC 7638 §3.2) and nothing else. Plain data, so that a key can be handed to another thread.
import { sha256 } from '../kernel/digest.ts';
import { canonicalJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';

export type KeyAlgorithm = 'Ed25519' | 'P-256' | 'P-384' | 'secp256k1' | 'RSA';

export interface PublicKey {
  readonly algorithm: KeyAlgorithm;
  /** `kty`, `crv`, `x` (and `y`), or `kty`, `n`, `e`; base64url in its one spelling. */
  readonly jwk: JsonObject;
}

/**
 * `bad_key`: not a public key, or one with its private half; `weak_key`: signatures under it prove nothing;
 * `unsupported_key_type`: well written, but of a kind that cannot be used here.
 */
export type KeyRefusal = 'bad_key' | 'weak_key' | 'unsupported_key_type';

export type PublicKeyResult =
  | { readonly ok: true; readonly publicKey: PublicKey }
  | { readonly ok: false; readonly code: KeyRefusal };

/** Whether two keys are the same key. */
export function isSameKey(one: PublicKey, other: PublicKey): boolean {
  return canonicalJson(one.jwk) === canonicalJson(other.jwk);
}

/** The JWK thumbprint with SHA-256 (RFC 7638), base64url. */
export function thumbprintOf(key: PublicKey): string {
  return sha256(canonicalJson(key.jwk)).toString('base64url');
}
