// Verifying eddsa-jcs-2022 (DI-EdDSA §3.3): Ed25519 over the canonical JSON (RFC 8785) of proof options and document.
// Only verifying: what we sign is RDF-canonical, so that the meaning of every term is bound too.
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as base58 from 'base58-universal';
import { sha256 } from '../kernel/digest.ts';
import { canonicalJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';

/**
 * Whether the signature is good under this key.
 * @param unsigned the document without `proof`
 * @param proof with a `proofValue` already known to be base58btc multibase
 */
export async function verifiesJcs(
  unsigned: JsonObject,
  proof: JsonObject,
  publicKeyMultibase: string,
): Promise<boolean> {
  const { proofValue, ...options } = proof;
  if (typeof proofValue !== 'string') return false;
  const data = Buffer.concat([sha256(canonicalJson(options)), sha256(canonicalJson(unsigned))]);
  const key = await Ed25519Multikey.from({ type: 'Multikey', publicKeyMultibase });
  return key.verifier().verify({ data, signature: base58.decode(proofValue.slice(1)) });
}
