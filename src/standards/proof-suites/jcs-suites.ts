// Suites that sign the canonical JSON of a document (RFC 8785): eddsa-jcs-2022 (DI-EdDSA §3.3) and ecdsa-jcs-2019 with P-256
// or P-384 (DI-ECDSA §3.3). Only verifying: what we sign is RDF, so that the meaning of every term is bound too.
import { sha256, sha384 } from '../../kernel/digest.ts';
import { canonicalJson } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import type { KeyAlgorithm } from '../public-key.ts';
import { isSignatureOf, readSignature } from './signature-text.ts';
import type { SuiteInput, VerifyingSuite } from './verifying-suite.ts';

function suiteOf(name: string, algorithms: readonly KeyAlgorithm[]): VerifyingSuite {
  return {
    name,
    algorithms,
    reads: (proofValue) => (readSignature(proofValue, algorithms) === undefined ? undefined : 'signature'),
    failure: (input) => failureOf(input, algorithms),
  };
}

export const jcsSuites: readonly VerifyingSuite[] = [
  suiteOf('eddsa-jcs-2022', ['Ed25519']),
  suiteOf('ecdsa-jcs-2019', ['P-256', 'P-384']),
];

async function failureOf(
  { document, proof, key }: SuiteInput,
  algorithms: readonly KeyAlgorithm[],
): Promise<CheckCode<'proof'> | undefined> {
  const { proofValue, ...options } = proof;
  const signature = typeof proofValue === 'string' ? readSignature(proofValue, algorithms) : undefined;
  if (signature === undefined) return 'encoding';
  // The proof repeats the contexts it was made under. The standard lets a document have more after them; those would be
  // read but not signed, so here they must be the same.
  if ('@context' in proof && !isSame(proof, document)) return 'data_loss';
  const digest = key.publicKey.algorithm === 'P-384' ? sha384 : sha256;
  const data = Buffer.concat([digest(canonicalJson(options)), digest(canonicalJson(document))]);
  return (await isSignatureOf(key.publicKey, data, signature)) ? undefined : 'signature';
}

function isSame(proof: JsonObject, document: JsonObject): boolean {
  return canonicalJson(proof['@context'] ?? []) === canonicalJson(document['@context'] ?? []);
}
