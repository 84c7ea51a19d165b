// Check `issuer_key`: the proof's key stands in the issuer's own document, may assert, is neither revoked nor expired
// nor weak, and belongs to the issuer (CID 1.0 §3.3, VCDM 2.0 §4.12). The document is resolved elsewhere and handed in.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isDocumentOf, isListed, methodsOf } from '../controller-document.ts';
import type { Relationship } from '../controller-document.ts';
import { didDocumentOf, isSelfContained } from '../did-document.ts';
import { decodeMultikey } from '../multikey.ts';
import { isSameKey } from '../public-key.ts';
import type { KeyRefusal, PublicKey } from '../public-key.ts';
import { publicKeyOfMethod } from '../verification-method.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { methodProblem } from './method-terms.ts';

/** A key that may verify for this controller. Plain data. */
export interface VerificationKey {
  /** Of the method, absolute. */
  readonly id: string;
  readonly controller: string;
  readonly publicKey: PublicKey;
  /** True for the key of another party that signed beside the issuer; its proof alone proves nothing. */
  readonly coSigner?: true;
}

/** `unknown`: could not be established now; `fail`: established to be wrong. */
export interface KeyFailure {
  readonly ok: false;
  readonly outcome: 'fail' | 'unknown';
  readonly code: CheckCode<'issuer_key'>;
}

export type MethodResolution = { readonly ok: true; readonly key: VerificationKey } | KeyFailure;

/** What resolving the issuer's id gave. `source` is evidence only, such as `own`, `did:key` or the host that was read. */
export type IssuerDocument =
  | {
      readonly ok: true;
      readonly document: JsonObject;
      readonly source: string;
      /** How old the copy is. */
      readonly ageSeconds?: number;
      /** The JWK set (RFC 7517 §5) that the issuer publishes apart from its document; only for JWTs. */
      readonly jwks?: JsonObject;
    }
  | KeyFailure;

/** Whether proofs of others, whose identifier is their key, may stand beside one of the issuer. */
export type CoSigners = 'none' | 'self-contained';

/** The id of a credential's issuer, whether written as text or as a Profile. */
export function issuerIdOf(credential: JsonObject): string | undefined {
  const { issuer } = credential;
  const id = isJsonObject(issuer) ? issuer.id : issuer;
  return typeof id === 'string' ? id : undefined;
}

export function keyFailure(code: CheckCode<'issuer_key'>, outcome: KeyFailure['outcome'] = 'fail'): KeyFailure {
  return { ok: false, outcome, code };
}

/** What a key that cannot be used means for the check: only its kind may be nobody's fault. */
export function keyRefused(code: KeyRefusal): KeyFailure {
  return keyFailure(code, code === 'unsupported_key_type' ? 'unknown' : 'fail');
}

/**
 * Picks a verification method by its exact id out of the controller's document and judges it. What is wrong with the kind
 * of the key comes last, so that `unsupported_key_type` means that everything else about the method is right.
 */
export function issuerKeyFor(
  methodId: string,
  controllerId: string,
  issuer: IssuerDocument,
  now: Date,
  relationship: Relationship = 'assertionMethod',
  coSigners: CoSigners = 'none',
): MethodResolution {
  const own = ownKey(methodId, controllerId, issuer, now, relationship);
  const [party = ''] = methodId.split('#', 1);
  if (own.ok || coSigners === 'none' || party === controllerId) return own;
  const document = didDocumentOf(party);
  if (document === undefined) return own;
  const found = ownKey(methodId, party, { ok: true, document, source: party }, now, relationship);
  return found.ok ? { ok: true, key: { ...found.key, coSigner: true } } : found;
}

function ownKey(
  methodId: string,
  controllerId: string,
  issuer: IssuerDocument,
  now: Date,
  relationship: Relationship,
): MethodResolution {
  if (!issuer.ok) {
    // Whatever the issuer's document may say: an identifier that is itself a key is that party's, and so is an address that
    // has its key written behind it, on another host than the issuer's.
    const [owner = ''] = methodId.split('#', 1);
    if (owner !== controllerId && isSelfContained(owner)) return keyFailure('controller_mismatch');
    return isElsewhere(methodId, controllerId) ? keyFailure('method_not_in_issuer_document') : issuer;
  }
  const { document } = issuer;
  if (!isDocumentOf(document, controllerId)) return keyFailure('document_id_mismatch');
  const candidates = methodsOf(document, controllerId).filter(({ id }) => id === methodId);
  if (candidates.length === 0) {
    // A method of another DID is another party's key; anything else names no key of this issuer at all.
    const [party = ''] = methodId.split('#', 1);
    const foreign = party.startsWith('did:') && party !== controllerId;
    return keyFailure(foreign ? 'controller_mismatch' : 'method_not_in_issuer_document');
  }
  const problem = candidates.map(({ method }) => methodProblem(method, controllerId, now)).find(Boolean);
  if (problem !== undefined) return keyFailure(problem);
  if (!isListed(document, controllerId, relationship, methodId)) return keyFailure('relationship');
  const keys = candidates.map(({ method }) => publicKeyOfMethod(method));
  const refused = keys.find((key) => !key.ok);
  if (refused?.ok === false) return keyRefused(refused.code);
  const [publicKey, ...others] = keys.flatMap((key) => (key.ok ? [key.publicKey] : []));
  // One id for two keys: which of them the issuer means cannot be told.
  if (publicKey === undefined || others.some((other) => !isSameKey(other, publicKey))) {
    return keyFailure('bad_document', 'unknown');
  }
  return { ok: true, key: { id: methodId, controller: controllerId, publicKey } };
}

/**
 * The check over all method ids a document's proofs name. All must be good: one bad key fails it, otherwise one that
 * could not be judged makes it unknown. Beside a good key, one of a kind that is not known here decides nothing.
 */
export function issuerKeyCheck(
  methodIds: readonly string[],
  issuerId: string,
  issuer: IssuerDocument,
  now: Date,
  relationship: Relationship = 'assertionMethod',
  coSigners: CoSigners = 'none',
): CheckResult {
  const age = issuer.ok && issuer.ageSeconds !== undefined ? { ageSeconds: issuer.ageSeconds } : {};
  const source = issuer.ok ? { source: issuer.source, ...age } : {};
  if (methodIds.length === 0) return checkResult('issuer_key', 'fail', 'no_method', { detail: { issuer: issuerId } });
  const judged = methodIds.map((methodId) => ({
    methodId,
    result: issuerKeyFor(methodId, issuerId, issuer, now, relationship, coSigners),
  }));
  const hasOwn = judged.some(({ result }) => result.ok && result.key.coSigner !== true);
  for (const outcome of ['fail', 'unknown'] as const) {
    for (const { methodId, result } of judged) {
      if (result.ok || result.outcome !== outcome || (hasOwn && result.code === 'unsupported_key_type')) continue;
      const detail = { issuer: issuerId, verificationMethod: methodId, ...source };
      return checkResult('issuer_key', outcome, result.code, { detail });
    }
  }
  const detail = { issuer: issuerId, verificationMethod: methodIds.join(' '), ...source };
  return hasOwn
    ? passed('issuer_key', { detail })
    : checkResult('issuer_key', 'fail', 'controller_mismatch', { detail });
}

function isElsewhere(methodId: string, issuerId: string): boolean {
  const [address = '', fragment = ''] = methodId.split('#', 2);
  const isWeb = [address, issuerId].every((url) => /^https?:\/\//.test(url) && URL.canParse(url));
  return isWeb && new URL(address).host !== new URL(issuerId).host && decodeMultikey(fragment).ok;
}
