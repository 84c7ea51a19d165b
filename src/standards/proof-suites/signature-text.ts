// Signatures as proofs write them: multibase base58btc (`z…`, CID 1.0 §2.4) of 64 bytes, or of 96 under P-384. One value has
// one spelling: any other alphabet or length is refused, also where a library would read it.
import * as base58 from 'base58-universal';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { multikeyOf } from '../multikey.ts';
import type { KeyAlgorithm, PublicKey } from '../public-key.ts';

const text = /^z[1-9A-HJ-NP-Za-km-z]{64,132}$/;
const lengths: Readonly<Partial<Record<KeyAlgorithm, number>>> = { Ed25519: 64, 'P-256': 64, 'P-384': 96 };

/** The bytes of a signature; undefined when it is not the text of one that a key of these algorithms could make. */
export function readSignature(proofValue: string, algorithms: readonly KeyAlgorithm[]): Uint8Array | undefined {
  if (!text.test(proofValue)) return undefined;
  const bytes = base58.decode(proofValue.slice(1));
  return algorithms.some((algorithm) => lengths[algorithm] === bytes.length) ? bytes : undefined;
}

/** Whether the signature over the data is that of the key: Ed25519 (RFC 8032), or ECDSA as r and s (FIPS 186-5 §6). */
export async function isSignatureOf(key: PublicKey, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const publicKeyMultibase = multikeyOf(key);
  if (publicKeyMultibase === undefined || signature.length !== lengths[key.algorithm]) return false;
  const library = key.algorithm === 'Ed25519' ? Ed25519Multikey : EcdsaMultikey;
  const pair = await library.from({ type: 'Multikey', publicKeyMultibase });
  return pair.verifier().verify({ data, signature });
}
