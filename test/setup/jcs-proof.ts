// Proofs over canonical JSON (eddsa-jcs-2022, DI-EdDSA §3.3), worked out here and not by the program. Also the way to sign what no
// context of a badge defines.
import * as base58 from 'base58-universal';
import { sha256 } from '../../src/kernel/digest.ts';
import { canonicalJson } from '../../src/kernel/json.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { ForeignIssuer } from './foreign-badges.ts';

/** @param more members of the proof besides or instead of the usual ones */
export async function jcsProof(
  unsigned: JsonObject,
  issuer: ForeignIssuer,
  more: JsonObject = {},
): Promise<JsonObject> {
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2026-11-01T09:00:00Z',
    verificationMethod: issuer.methodId,
    proofPurpose: 'assertionMethod',
    '@context': unsigned['@context'] ?? [],
    ...more,
  };
  const data = Buffer.concat([sha256(canonicalJson(options)), sha256(canonicalJson(unsigned))]);
  return { ...options, proofValue: `z${base58.encode(await issuer.key.signer().sign({ data }))}` };
}
