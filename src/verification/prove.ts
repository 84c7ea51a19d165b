// One step of judging: is the key one of whoever must have signed, and is the signature good? A document with a context of
// its own is then compacted to the known ones, and nothing else of it is read.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { checkResult, passed } from '../standards/checks/check-result.ts';
import type { CheckResult } from '../standards/checks/check-result.ts';
import { issuerKeyCheck, issuerKeyFor } from '../standards/checks/issuer-key.ts';
import type { IssuerDocument, MethodResolution } from '../standards/checks/issuer-key.ts';
import { jwtKeyFor } from '../standards/checks/jwt-key.ts';
import { jwtProofCheck, methodIdsOf, missingProof, proofCheck } from '../standards/checks/proof.ts';
import { lossOf } from '../standards/loss.ts';
import { recompact } from '../standards/recompact.ts';
import { unusedVocabulary } from '../standards/unused-vocabulary.ts';
import { readJwtProof } from '../standards/vc-jwt.ts';
import type { Relationship } from '../standards/controller-document.ts';
import { verifyJwt } from '../standards/verify-jwt.ts';
import { hasKnownSuite, proofsOf, suiteNameOf, verifyProofs } from '../standards/verify-proofs.ts';
import type { ProofRequest, Proving, ReadDocument, ReadJwt } from './judge.ts';

type Proven = Pick<Proving, 'results' | 'warnings'>;

export async function prove(request: ProofRequest): Promise<Proving> {
  const { read } = request;
  if (read.jwt !== undefined) return settled(request, await proveJwt(request, read.jwt));
  const proven = await proveEmbedded(request);
  if (isProven(proven)) return settled(request, proven);
  // What would be lost on signing is wrong, whoever signed it and whether or not that can be found out.
  const isOpen = proven.results.every(({ outcome }) => outcome !== 'fail');
  const lost = isOpen && hasKnownSuite(read.document) && rests(read.document) ? await lossOf(read.document) : undefined;
  if (lost === undefined) return { ...proven, document: read.document };
  const results = proven.results.filter(({ check }) => check !== 'proof');
  return { ...proven, results: [...results, checkResult('proof', 'fail', lost)], document: read.document };
}

/** A proven document may still have a context of its own, or one that was added to it without being signed. */
async function settled({ read }: ProofRequest, proven: Proven): Promise<Proving> {
  const where = { pointer: '/@context' };
  const { document } = read;
  if (!isProven(proven)) return { ...proven, document };
  if (read.inlineContext) {
    const compacted = await recompact(document);
    if (!compacted.ok) return withContext(proven, checkResult('context', 'fail', compacted.code, where), document);
    return withContext(proven, checkResult('context', 'unknown', 'recompacted', where), compacted.document);
  }
  const unused = read.jwt === undefined ? await unusedVocabulary(document) : undefined;
  if (unused === undefined) return { ...proven, document };
  const pointer = `/@context/${unused}`;
  return withContext(proven, checkResult('context', 'fail', 'unused_vocabulary', { pointer }), document);
}

function withContext(proven: Proven, context: CheckResult, document: JsonObject): Proving {
  return { ...proven, results: [context, ...proven.results], document };
}

function isProven({ results }: Proven): boolean {
  return results.every(({ outcome }) => outcome === 'pass');
}

/** Whether the signature is over what JSON-LD makes of the document, and not over its JSON. */
function rests(document: JsonObject): boolean {
  return proofsOf(document).every((proof) => isJsonObject(proof) && !/-jcs-/.test(suiteNameOf(proof)));
}

/** Key first, then signature: a signature by a key that is not the signer's proves nothing. */
async function proveEmbedded(request: ProofRequest): Promise<Proven> {
  const { read, controllerId, controller, now, coSigners } = request;
  const { document } = read;
  const missing = missingProof(document);
  if (missing !== undefined) return { results: [missing], warnings: [] };
  const purpose = relationshipOf(read);
  const key = issuerKeyCheck(methodIdsOf(document), controllerId, controller, now, purpose, coSigners);
  if (key.outcome !== 'pass') return { results: [key], warnings: [] };
  const resolveMethod = (methodId: string): MethodResolution =>
    issuerKeyFor(methodId, controllerId, controller, now, purpose, coSigners);
  const proofs = await verifyProofs({ document, resolveMethod, now, purpose, ...answeredBy(request) });
  const { result, warnings } = proofCheck(proofs);
  return { results: [key, result], warnings };
}

/** What the header alone makes worthless comes first; then the key, and the signature with it. */
async function proveJwt(request: ProofRequest, jwt: ReadJwt): Promise<Proven> {
  const { read, controllerId, controller, now } = request;
  const { document: credential, dataModel } = read;
  const { text: jws, header, payload } = jwt;
  const reading = readJwtProof(header);
  if (reading.outcome !== 'pass') return { results: [jwtProofCheck(reading)], warnings: [] };
  const found = jwtKeyFor(header, controllerId, controller, now, relationshipOf(read));
  const key = jwtKeyCheck(found, controllerId, controller);
  if (!found.ok) return { results: [key], warnings: [] };
  const proof = await verifyJwt({ jws, payload, credential, dataModel, key: found.key, now, ...answeredBy(request) });
  return { results: [key, proofCheck([proof]).result], warnings: [] };
}

function relationshipOf({ kind }: ReadDocument): Relationship {
  return kind === 'presentation' ? 'authentication' : 'assertionMethod';
}

/** Only a presentation answers anything. */
function answeredBy({ read, challenge, domain }: ProofRequest): Pick<ProofRequest, 'challenge' | 'domain'> {
  if (read.kind !== 'presentation') return {};
  return { ...(challenge !== undefined && { challenge }), ...(domain !== undefined && { domain }) };
}

function jwtKeyCheck(found: MethodResolution, issuer: string, controller: IssuerDocument): CheckResult {
  const where = controller.ok
    ? { source: controller.source, ...(controller.ageSeconds !== undefined && { ageSeconds: controller.ageSeconds }) }
    : {};
  if (!found.ok) return checkResult('issuer_key', found.outcome, found.code, { detail: { issuer, ...where } });
  return passed('issuer_key', { detail: { issuer, verificationMethod: found.key.id, ...where } });
}
