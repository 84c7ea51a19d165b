// Check `issuer_key`: the proof's key stands in the issuer's own document, may assert, is neither revoked nor expired
// nor weak, and belongs to the issuer (CID 1.0 §3.3, VCDM 2.0 §4.12). The document is resolved elsewhere and handed in.
import { isJsonArray, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { parseDateTimeStamp } from '../date-time.ts';
import { decodeMultikey } from '../multikey.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';

/** A key that may verify assertions of this issuer. */
export interface VerificationKey {
  readonly id: string;
  readonly controller: string;
  readonly publicKeyMultibase: string;
}

/** `unknown`: could not be established now; `fail`: established to be wrong. */
export interface KeyFailure {
  readonly ok: false;
  readonly outcome: 'fail' | 'unknown';
  readonly code: CheckCode<'issuer_key'>;
}

/** What resolving the issuer's id gave. `source` is evidence only, such as `own`, `did:key` or the URL that was read. */
export type IssuerDocument = { readonly ok: true; readonly document: JsonObject; readonly source: string } | KeyFailure;

/** The id of a credential's issuer, whether written as text or as a Profile. */
export function issuerIdOf(credential: JsonObject): string | undefined {
  const { issuer } = credential;
  const id = isJsonObject(issuer) ? issuer.id : issuer;
  return typeof id === 'string' ? id : undefined;
}

function failure(code: CheckCode<'issuer_key'>, outcome: KeyFailure['outcome'] = 'fail'): KeyFailure {
  return { ok: false, outcome, code };
}

/** Picks a verification method by its exact id out of the issuer's document and judges it. */
export function issuerKeyFor(
  methodId: string,
  issuerId: string,
  issuer: IssuerDocument,
  now: Date,
): { readonly ok: true; readonly key: VerificationKey } | KeyFailure {
  if (!issuer.ok) return issuer;
  const { document } = issuer;
  if (document.id !== issuerId) return failure('document_id_mismatch');
  const method = listOf(document.verificationMethod)
    .filter(isJsonObject)
    .find((candidate) => candidate.id === methodId);
  if (method === undefined) {
    // A method of another DID is another party's key; anything else names no key of this issuer at all.
    const [controller = ''] = methodId.split('#');
    const foreign = controller.startsWith('did:') && controller !== issuerId;
    return failure(foreign ? 'controller_mismatch' : 'method_not_in_issuer_document');
  }
  if (method.controller !== issuerId) return failure('controller_mismatch');
  const revokedAt = method.revoked === undefined ? undefined : parseDateTimeStamp(method.revoked);
  // An unreadable date is read as "revoked": the issuer meant to say something about the end of this key.
  if (method.revoked !== undefined && (revokedAt === undefined || revokedAt <= now)) return failure('key_revoked');
  const expiresAt = method.expires === undefined ? undefined : parseDateTimeStamp(method.expires);
  if (
    method.expires !== undefined &&
    (expiresAt === undefined || expiresAt.getTime() < now.getTime() - limits.clockSkewMs)
  ) {
    return failure('key_expired');
  }
  if (!listOf(document.assertionMethod).includes(methodId)) return failure('relationship');
  const { type, publicKeyMultibase } = method;
  if ((type !== 'Multikey' && type !== 'Ed25519VerificationKey2020') || typeof publicKeyMultibase !== 'string') {
    return failure('unsupported_key_type', 'unknown');
  }
  const decoded = decodeMultikey(publicKeyMultibase);
  if (!decoded.ok) return failure(decoded.code);
  return { ok: true, key: { id: methodId, controller: issuerId, publicKeyMultibase } };
}

/**
 * The check over all method ids a document's proofs name. All must be good: one bad key fails it, otherwise one that
 * could not be judged makes it unknown.
 */
export function issuerKeyCheck(
  methodIds: readonly string[],
  issuerId: string,
  issuer: IssuerDocument,
  now: Date,
): CheckResult {
  const source = issuer.ok ? { source: issuer.source } : {};
  if (methodIds.length === 0) return checkResult('issuer_key', 'fail', 'no_method', { detail: { issuer: issuerId } });
  const judged = methodIds.map((methodId) => ({ methodId, result: issuerKeyFor(methodId, issuerId, issuer, now) }));
  for (const outcome of ['fail', 'unknown'] as const) {
    for (const { methodId, result } of judged) {
      if (result.ok || result.outcome !== outcome) continue;
      const detail = { issuer: issuerId, verificationMethod: methodId, ...source };
      return checkResult('issuer_key', outcome, result.code, { detail });
    }
  }
  return passed('issuer_key', { detail: { issuer: issuerId, verificationMethod: methodIds.join(' '), ...source } });
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}
