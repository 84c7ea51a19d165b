// What signs. A signer accepts only a lint token: the bytes to be signed, minted by the step that has checked them,
// redeemable once and for one key. There is no way to have arbitrary bytes signed.
import type { KeyPurpose } from './signing-key-table.ts';

export interface Signer {
  readonly keyId: string;
  readonly institutionId: string;
  readonly issuerId: string;
  readonly purpose: KeyPurpose;
  readonly algorithm: 'Ed25519';
  readonly publicKeyMultibase: string;
  /**
   * Signs what the token holds; 64 bytes for Ed25519 (RFC 8032).
   * @throws Problem key-unavailable when the key cannot be used now
   */
  sign(token: LintToken): Promise<Uint8Array>;
}

const bytesOf = new WeakMap<LintToken, Uint8Array>();

/** Proof that one exact byte string has passed lint for one key. */
export interface LintToken {
  readonly keyId: string;
}

/** Mints a token. Only a lint step may call this; the walls test holds the list of callers. */
export function mintLintToken(keyId: string, bytesToSign: Uint8Array): LintToken {
  const token: LintToken = Object.freeze({ keyId });
  bytesOf.set(token, bytesToSign);
  return token;
}

/** Hands out the bytes once; for signer drivers. @throws Error when the token was used or is for another key */
export function redeemLintToken(token: LintToken, keyId: string): Uint8Array {
  const bytes = bytesOf.get(token);
  if (bytes === undefined) throw new Error('This lint token was used before or was never minted.');
  if (token.keyId !== keyId) throw new Error('This lint token is for another key.');
  bytesOf.delete(token);
  return bytes;
}
