// One step of judging: is the key one of whoever must have signed, and is the signature good? A document with a context of
// its own is then compacted to the known ones, and nothing else of it is read.
import { checkResult } from '../standards/checks/check-result.ts';
import { issuerKeyCheck, issuerKeyFor, jwtKeyFor } from '../standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../standards/checks/issuer-key.ts';
import { methodIdsOf, missingProof, proofCheck } from '../standards/checks/proof.ts';
import { didDocumentOf, isSelfContained } from '../standards/did-document.ts';
import type { MethodResolution } from '../standards/verify-proofs.ts';
import { recompact } from '../standards/recompact.ts';
import { verifyProofs } from '../standards/verify-proofs.ts';
import { verifyJwt } from '../standards/vc-jwt.ts';
import type { ProofRequest, Proving } from './judge.ts';

type Proven = Pick<Proving, 'results' | 'warnings'>;

export async function prove(request: ProofRequest): Promise<Proving> {
  const { read } = request;
  const proven = read.jwt === undefined ? await proveEmbedded(request) : await proveJwt(request, read.jwt);
  const isProven = proven.results.every(({ outcome }) => outcome === 'pass');
  if (!read.inlineContext || !isProven) return { ...proven, document: read.document };
  const compacted = await recompact(read.document);
  const where = { pointer: '/@context' };
  const context = compacted.ok
    ? checkResult('context', 'unknown', 'recompacted', where)
    : checkResult('context', 'fail', compacted.code, where);
  const document = compacted.ok ? compacted.document : read.document;
  return { ...proven, results: [context, ...proven.results], document };
}

/** Key first, then signature: a signature by a key that is not the signer's proves nothing. */
async function proveEmbedded(request: ProofRequest): Promise<Proven> {
  const { read, controllerId, controller, now, challenge, domain } = request;
  const { document } = read;
  const missing = missingProof(document);
  if (missing !== undefined) return { results: [missing], warnings: [] };
  const relationship = read.kind === 'presentation' ? 'authentication' : 'assertionMethod';
  const others = request.coSigners === 'self-contained' ? selfContained : undefined;
  const own = methodIdsOf(document).filter((id) => others === undefined || !isOthers(id, controllerId));
  const key = issuerKeyCheck(own, controllerId, controller, now, relationship);
  if (key.outcome !== 'pass') return { results: [key], warnings: [] };
  const resolveMethod = (methodId: string): MethodResolution =>
    others !== undefined && isOthers(methodId, controllerId)
      ? issuerKeyFor(methodId, didOf(methodId), others(didOf(methodId)), now, relationship)
      : issuerKeyFor(methodId, controllerId, controller, now, relationship);
  const proofs = await verifyProofs({
    document,
    resolveMethod,
    now,
    purpose: relationship,
    ...(challenge !== undefined && { challenge }),
    ...(domain !== undefined && { domain }),
  });
  const { result, warnings } = proofCheck(proofs);
  return { results: [key, result], warnings };
}

function didOf(methodId: string): string {
  return methodId.split('#')[0] ?? '';
}

/** A proof of another party whose document is its identifier itself, so that nothing has to be fetched for it. */
function isOthers(methodId: string, controllerId: string): boolean {
  const did = didOf(methodId);
  return did !== controllerId && isSelfContained(did);
}

function selfContained(did: string): IssuerDocument {
  const document = didDocumentOf(did);
  return document === undefined
    ? { ok: false, outcome: 'fail', code: 'did_syntax' }
    : { ok: true, document, source: did.split(':').slice(0, 2).join(':') };
}
