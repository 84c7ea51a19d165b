// Verifying embedded proofs, one answer per proof, sets and chains included (VC Data Integrity 1.0 §4.3 and §4.4).
// The key is handed in, taken from the issuer's own document by exact id; nothing a proof names is ever loaded.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';
import type { MethodResolution } from './checks/issuer-key.ts';
import { limits } from './checks/limits.ts';
import { staticDocumentLoader } from './contexts.ts';
import type { DocumentLoader } from './contexts.ts';
import type { Relationship } from './controller-document.ts';
import { previousProofs } from './proof-chain.ts';
import { datesProblem, purposeProblem } from './proof-options.ts';
import { suiteNamed } from './proof-suites/suites.ts';

export interface ProofResult {
  /** Of the proof in the document; absent for the signature of a JWT. */
  readonly index?: number;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly code: CheckCode<'proof'>;
  /** `cryptosuite`, or `type` for a proof without one; of a JWT its `alg`. */
  readonly suite: string;
  readonly verificationMethod?: string;
  readonly created?: string;
  /** True for a good proof of another party than the issuer; alone it proves nothing. */
  readonly coSigner?: true;
  /** The claim or header member of a JWT that is to blame. */
  readonly member?: string;
}

export interface VerifyProofsRequest {
  readonly document: JsonObject;
  /** Answers the key for a method id, or why there is none; see `issuerKeyFor`. */
  readonly resolveMethod: (verificationMethodId: string) => MethodResolution;
  readonly now: Date;
  /** `assertionMethod` for credentials unless told otherwise, `authentication` for presentations. */
  readonly purpose?: Relationship;
  /** What a presentation had to answer; compared exactly when given. */
  readonly challenge?: string;
  readonly domain?: string;
  /** Whether a selective-disclosure proof may be the base proof: only for who has just issued it. */
  readonly allowBaseProof?: boolean;
  /** Only for published vectors that use other contexts; the pinned contexts otherwise. */
  readonly documentLoader?: DocumentLoader;
}

/** The proofs of a document as a list, whether written as one object or as an array. */
export function proofsOf(document: JsonObject): readonly JsonValue[] {
  const { proof } = document;
  if (proof === undefined) return [];
  return isJsonArray(proof) ? proof : [proof];
}

/** The name a proof's suite goes by. */
export function suiteNameOf(proof: JsonObject): string {
  const name = proof.type === 'DataIntegrityProof' ? proof.cryptosuite : proof.type;
  return typeof name === 'string' ? name : '';
}

/** Whether any proof could be checked here; a document without proofs counts as one that could. */
export function hasKnownSuite(document: JsonObject): boolean {
  const proofs = proofsOf(document).filter(isJsonObject);
  return proofs.length === 0 || proofs.some((proof) => suiteNamed(suiteNameOf(proof)) !== undefined);
}

/**
 * Verifies every proof of a document that passed the structure gate. No proofs give an empty list; more than the limit
 * are not looked at. A proof set is good only as a whole: see `proofCheck`.
 */
export async function verifyProofs(request: VerifyProofsRequest): Promise<readonly ProofResult[]> {
  const proofs = proofsOf(request.document).slice(0, limits.proofs);
  const { proof: _proof, ...unsigned } = request.document;
  const results: ProofResult[] = [];
  for (const [index, proof] of proofs.entries()) {
    results.push({ index, ...(await verifyOne(request, unsigned, proofs, proof)) });
  }
  return results;
}

async function verifyOne(
  request: VerifyProofsRequest,
  unsigned: JsonObject,
  proofs: readonly JsonValue[],
  proof: JsonValue,
): Promise<ProofResult> {
  if (!isJsonObject(proof)) return { outcome: 'fail', code: 'not_object', suite: '' };
  const { verificationMethod, created } = proof;
  const answer = (outcome: ProofResult['outcome'], code: CheckCode<'proof'>): ProofResult => ({
    outcome,
    code,
    suite: suiteNameOf(proof),
    ...(typeof verificationMethod === 'string' ? { verificationMethod } : {}),
    ...(typeof created === 'string' ? { created } : {}),
  });

  // No suite can be checked without naming a key, and whoever adds a proof of a suite that nobody knows must name a key of
  // the issuer too, so this needs no knowledge of the suite (VC Data Integrity 1.0 §2.1).
  if (typeof verificationMethod !== 'string') return answer('fail', 'no_key');
  const method = request.resolveMethod(verificationMethod);
  const suite = suiteNamed(suiteNameOf(proof));
  if (suite === undefined) {
    const isKept = method.ok || method.code === 'unsupported_key_type';
    return isKept ? answer('unknown', 'unsupported_suite') : answer(method.outcome, 'no_key');
  }
  const wrong = purposeProblem(proof, request) ?? datesProblem(proof);
  if (wrong !== undefined) return answer('fail', wrong);
  const signature = proof[suite.member ?? 'proofValue'];
  const read = typeof signature === 'string' ? suite.reads(signature) : undefined;
  if (read === undefined) return answer('fail', 'encoding');
  const previous = previousProofs(proofs, proof);
  if (previous === undefined) return answer('fail', 'proof_chain');
  if (!method.ok) return answer(method.outcome, 'no_key');
  if (!suite.algorithms.includes(method.key.publicKey.algorithm)) return answer('fail', 'key_suite_mismatch');
  if (read === 'base' && request.allowBaseProof !== true) return answer('unknown', 'base_proof');

  const document = previous.length === 0 ? unsigned : { ...unsigned, proof: previous };
  const documentLoader = request.documentLoader ?? staticDocumentLoader;
  // A library that gives up on a document has not found its signature good.
  const failure = await suite
    .failure({ document, proof, key: method.key, documentLoader })
    .catch((): CheckCode<'proof'> => 'signature');
  if (failure !== undefined) return answer('fail', failure);
  const late = datesProblem(proof, request.now);
  if (late !== undefined) return answer('fail', late);
  if (suite.isLegacy === true) return answer('unknown', 'legacy_suite');
  return { ...answer('pass', 'ok'), ...(method.key.coSigner === true ? { coSigner: true } : {}) };
}
