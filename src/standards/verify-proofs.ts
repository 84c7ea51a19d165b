// Verifying embedded proofs, one answer per proof (VC Data Integrity 1.0 §4.4): the suites we sign with and eddsa-jcs-2022.
// The key is handed in, taken from the issuer's own document by exact id; nothing a proof names is ever loaded.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';
import type { KeyFailure, VerificationKey } from './checks/issuer-key.ts';
import { limits } from './checks/limits.ts';
import { staticDocumentLoader } from './contexts.ts';
import type { DocumentLoader } from './contexts.ts';
import { parseDateTimeStamp } from './date-time.ts';
import { verifiesJcs } from './eddsa-jcs-2022.ts';
import { safeModeProblem } from './safe-mode.ts';

export interface ProofResult {
  readonly index: number;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly code: CheckCode<'proof'>;
  /** `cryptosuite`, or `type` for a proof without one. */
  readonly suite: string;
  readonly verificationMethod?: string;
  readonly created?: string;
}

export type MethodResolution = { readonly ok: true; readonly key: VerificationKey } | KeyFailure;

export interface VerifyProofsRequest {
  readonly document: JsonObject;
  /** Answers the key for a method id, or why there is none; see `issuerKeyFor`. */
  readonly resolveMethod: (verificationMethodId: string) => MethodResolution;
  readonly now: Date;
  /** Only for published vectors that use other contexts; the pinned contexts otherwise. */
  readonly documentLoader?: DocumentLoader;
}

const supportedSuites: readonly string[] = ['eddsa-rdfc-2022', 'Ed25519Signature2020', 'eddsa-jcs-2022'];
const proofValuePattern = /^z[1-9A-HJ-NP-Za-km-z]{64,88}$/;

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

/** Whether proofs of this suite can be verified here. */
export function isSupportedSuite(name: string): boolean {
  return supportedSuites.includes(name);
}

/**
 * Verifies every proof of a document that passed the structure gate. No proofs give an empty list; more than the limit
 * are not looked at. A proof set is good only as a whole: see `proofCheck`.
 */
export async function verifyProofs(request: VerifyProofsRequest): Promise<readonly ProofResult[]> {
  const proofs = proofsOf(request.document).slice(0, limits.proofs);
  const { proof: _proof, ...unsigned } = request.document;
  const suites = {
    'eddsa-rdfc-2022': new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 }),
    Ed25519Signature2020: new Ed25519Signature2020(),
  };
  const results: ProofResult[] = [];
  for (const [index, proof] of proofs.entries()) {
    results.push(await verifyOne({ ...request, unsigned, suites }, proof, index));
  }
  return results;
}

interface Context extends VerifyProofsRequest {
  readonly unsigned: JsonObject;
  readonly suites: Readonly<Record<string, DataIntegrityProof | Ed25519Signature2020>>;
}

async function verifyOne(context: Context, proof: JsonValue, index: number): Promise<ProofResult> {
  if (!isJsonObject(proof)) return { index, outcome: 'fail', code: 'not_object', suite: '' };
  const suiteName = suiteNameOf(proof);
  const { verificationMethod, created } = proof;
  const answer = (outcome: ProofResult['outcome'], code: CheckCode<'proof'>): ProofResult => ({
    index,
    outcome,
    code,
    suite: suiteName,
    ...(typeof verificationMethod === 'string' ? { verificationMethod } : {}),
    ...(typeof created === 'string' ? { created } : {}),
  });

  // No suite can be checked without naming a key, so this needs no knowledge of the suite (VC Data Integrity 1.0 §2.1).
  if (verificationMethod === undefined) return answer('fail', 'no_key');
  if (!isSupportedSuite(suiteName)) return answer('unknown', 'unsupported_suite');
  if ('@context' in proof) return answer('fail', 'data_loss');
  if ('previousProof' in proof) return answer('unknown', 'proof_chain');
  if (proof.proofPurpose !== 'assertionMethod') return answer('fail', 'purpose');
  if (typeof proof.proofValue !== 'string' || !proofValuePattern.test(proof.proofValue))
    return answer('fail', 'encoding');
  const createdAt = parseDateTimeStamp(created);
  const expiresAt = parseDateTimeStamp(proof.expires);
  if (created !== undefined && createdAt === undefined) return answer('fail', 'created_syntax');
  if (proof.expires !== undefined && expiresAt === undefined) return answer('fail', 'expires_syntax');
  if (typeof verificationMethod !== 'string') return answer('fail', 'no_key');
  const method = context.resolveMethod(verificationMethod);
  if (!method.ok) return answer(method.outcome, 'no_key');

  const failure = await signatureFailure(context, suiteName, proof, method.key);
  if (failure !== undefined) return answer('fail', failure);
  const nowMs = context.now.getTime();
  if (expiresAt !== undefined && expiresAt.getTime() < nowMs - limits.clockSkewMs)
    return answer('fail', 'proof_expired');
  if (createdAt !== undefined && createdAt.getTime() > nowMs + limits.clockSkewMs) {
    return answer('fail', 'created_in_future');
  }
  return answer('pass', 'ok');
}

/** Runs the reference library on one proof with exactly one key; undefined when the signature is good. */
async function signatureFailure(
  context: Context,
  suiteName: string,
  proof: JsonObject,
  key: VerificationKey,
): Promise<CheckCode<'proof'> | undefined> {
  const suite = context.suites[suiteName];
  if (suite === undefined) {
    return (await verifiesJcs(context.unsigned, proof, key.publicKeyMultibase)) ? undefined : 'signature';
  }
  const contexts = context.documentLoader ?? staticDocumentLoader;
  const methodDocument: JsonObject = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id: key.id,
    type: 'Multikey',
    controller: key.controller,
    publicKeyMultibase: key.publicKeyMultibase,
  };
  const { verified, error } = await suite.verifyProof({
    proof: { '@context': context.unsigned['@context'] ?? [], ...proof },
    proofSet: [],
    document: context.unsigned,
    documentLoader: async (url) =>
      url === key.id ? { contextUrl: null, documentUrl: url, document: methodDocument } : contexts(url),
  });
  if (verified) return undefined;
  const problem = safeModeProblem(error, { ...context.unsigned, proof });
  if (problem === undefined) return 'signature';
  if (problem.code === 'complexity_limit') return 'complexity_limit';
  return problem.code === 'unknown_context' ? 'undefined_context' : 'data_loss';
}
