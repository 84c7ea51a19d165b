// Loads a status list and judges it as strictly as a credential: parse, structure, schema, context, key, proof, validity.
// A list that cannot be trusted proves nothing, so whatever is wrong with it leaves the status unknown.
import { documentChecks } from '../standards/checks/document-checks.ts';
import { issuerIdOf, issuerKeyCheck, issuerKeyFor } from '../standards/checks/issuer-key.ts';
import { parseCredential } from '../standards/checks/parse.ts';
import { methodIdsOf, missingProof, proofCheck } from '../standards/checks/proof.ts';
import type { LoadedStatusList } from '../standards/checks/status.ts';
import { verifyProofs } from '../standards/verify-proofs.ts';
import type { DocumentSource } from './document-source.ts';
import { resolveIssuer } from './resolve-issuer.ts';

export async function loadStatusList(url: string, source: DocumentSource, now: Date): Promise<LoadedStatusList> {
  const found = await source.read(url);
  if (found.state !== 'found') return { ok: false, code: 'retrieval' };
  const parsed = parseCredential(found.bytes);
  const { document } = parsed;
  if (document === undefined || parsed.envelope?.kind !== 'embedded') return { ok: false, code: 'list_malformed' };
  const readable = documentChecks(document, 'status-list').every((result) => result.outcome === 'pass');
  if (!readable) return { ok: false, code: 'list_malformed' };
  if (missingProof(document) !== undefined) return { ok: false, code: 'list_unverified' };
  const issuerId = issuerIdOf(document) ?? '';
  const issuer = await resolveIssuer(issuerId, source);
  const key = issuerKeyCheck(methodIdsOf(document), issuerId, issuer, now);
  if (key.outcome !== 'pass') return { ok: false, code: 'list_unverified' };
  const resolveMethod = (methodId: string) => issuerKeyFor(methodId, issuerId, issuer, now);
  const { result } = proofCheck(await verifyProofs({ document, resolveMethod, now }));
  return result.outcome === 'pass' ? { ok: true, credential: document } : { ok: false, code: 'list_unverified' };
}
