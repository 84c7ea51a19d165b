// The key of a JWT around a credential or presentation: what the header says is only a hint where to look among the keys that
// the issuer itself publishes (Open Badges 3.0 §8.2.3, RFC 7515 §4.1.3 and §4.1.4). A key that a token brings along proves
// nothing about its issuer until the issuer's own document lists the same key.
import { isSelfContained } from '../did-document.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { absoluteId, isDocumentOf, isListed, methodsOf } from '../controller-document.ts';
import type { Relationship } from '../controller-document.ts';
import { publicKeyOfJwk } from '../jwk.ts';
import { isSameKey, thumbprintOf } from '../public-key.ts';
import type { PublicKey } from '../public-key.ts';
import { publicKeyOfMethod } from '../verification-method.ts';
import { listOf } from './walk.ts';
import { issuerKeyFor, keyFailure, keyRefused } from './issuer-key.ts';
import type { IssuerDocument, MethodResolution } from './issuer-key.ts';

interface Lookup {
  readonly issuerId: string;
  readonly issuer: IssuerDocument & { readonly ok: true };
  readonly judge: (methodId: string) => MethodResolution;
  /** Ids of the methods the relationship lists. */
  readonly listed: readonly string[];
}

/**
 * The issuer's key that a header names by `kid`, by `jwk`, by both, or by neither when the issuer has only one.
 * @param header of a compact JWS, its `kid` and `jwk` already known to be well-formed (`readJwtProof`)
 */
export function jwtKeyFor(
  header: JsonObject,
  issuerId: string,
  issuer: IssuerDocument,
  now: Date,
  relationship: Relationship = 'assertionMethod',
): MethodResolution {
  const { kid, jwk } = header;
  if (typeof kid === 'string' && isOfAnother(kid, issuerId)) {
    const isForeign = issuer.ok ? !publishes(issuer, issuerId, kid) : isCertainlyOfAnother(kid);
    if (isForeign) return keyFailure('kid_not_issuer');
  }
  if (!issuer.ok) return issuer;
  if (!isDocumentOf(issuer.document, issuerId)) return keyFailure('document_id_mismatch');
  const ids = new Set(methodsOf(issuer.document, issuerId).map(({ id }) => id));
  const lookup: Lookup = {
    issuerId,
    issuer,
    judge: (methodId) => issuerKeyFor(methodId, issuerId, issuer, now, relationship),
    listed: [...ids].filter((id) => isListed(issuer.document, issuerId, relationship, id)),
  };
  const named = typeof kid === 'string' ? keyOfKid(kid, lookup) : undefined;
  if (jwk === undefined) return named ?? onlyKey(lookup);
  const given = isJsonObject(jwk) ? publicKeyOfJwk(jwk) : ({ ok: false, code: 'bad_key' } as const);
  if (!given.ok) return keyRefused(given.code);
  if (named === undefined) return keyOfJwk(given.publicKey, lookup);
  return !named.ok || isSameKey(named.key.publicKey, given.publicKey) ? named : keyFailure('jwk_not_bound');
}

function keyOfKid(kid: string, lookup: Lookup): MethodResolution {
  const { issuer, issuerId, judge, listed } = lookup;
  // Some issuers whose identifier is their key name it by the identifier alone.
  if (kid === issuerId && listed.length === 1) return judge(listed[0] ?? '');
  const methods = methodsOf(issuer.document, issuerId);
  const named =
    methods.find(({ id }) => id === absoluteId(kid, issuerId)) ??
    methods.find(({ method }) => isNamed(method, kid, issuerId));
  if (named !== undefined) return judge(named.id);
  const inSet = keySetOf(issuer).find((jwk) => jwk.kid === kid);
  if (inSet !== undefined) return keyOfSet(inSet, lookup);
  // Open Badges lets a kid be the address of the key itself; what lies there, on the issuer's own host, was not asked.
  const isElsewhere = originOf(kid) !== undefined && !kid.startsWith(`${issuerId}#`);
  return keyFailure('method_not_in_issuer_document', isElsewhere ? 'unknown' : 'fail');
}

/** By the `kid` in the method's JWK or the thumbprint of its key (RFC 7638), alone or as a fragment of the issuer's id. */
function isNamed(method: JsonObject, kid: string, issuerId: string): boolean {
  const name = kid.startsWith(`${issuerId}#`) ? kid.slice(issuerId.length + 1) : kid;
  if (isJsonObject(method.publicKeyJwk) && method.publicKeyJwk.kid === name) return true;
  const key = publicKeyOfMethod(method);
  return key.ok && thumbprintOf(key.publicKey) === name;
}

function keyOfJwk(publicKey: PublicKey, lookup: Lookup): MethodResolution {
  const { issuer, issuerId, judge } = lookup;
  const same = methodsOf(issuer.document, issuerId).filter(({ method }) => {
    const key = publicKeyOfMethod(method);
    return key.ok && isSameKey(key.publicKey, publicKey);
  });
  const judged = same.map(({ id }) => judge(id));
  const found = judged.find((result) => result.ok) ?? judged[0];
  if (found !== undefined) return found;
  const inSet = keySetOf(issuer).find((jwk) => {
    const key = publicKeyOfJwk(jwk);
    return key.ok && isSameKey(key.publicKey, publicKey);
  });
  return inSet === undefined ? keyFailure('jwk_not_bound') : keyOfSet(inSet, lookup);
}

function keyOfSet(jwk: JsonObject, { issuer, issuerId, judge }: Lookup): MethodResolution {
  const key = publicKeyOfJwk(jwk);
  if (!key.ok) return keyRefused(key.code);
  // What the document says of the same key, such as that it is revoked, holds for the set as well.
  const same = methodsOf(issuer.document, issuerId).find(({ method }) => {
    const other = publicKeyOfMethod(method);
    return other.ok && isSameKey(other.publicKey, key.publicKey);
  });
  if (same !== undefined) return judge(same.id);
  const name = typeof jwk.kid === 'string' ? jwk.kid : thumbprintOf(key.publicKey);
  const id = absoluteId(name, issuerId) ?? issuerId;
  return { ok: true, key: { id, controller: issuerId, publicKey: key.publicKey } };
}

function onlyKey({ judge, listed }: Lookup): MethodResolution {
  const [only, ...others] = listed;
  if (only === undefined) return keyFailure('no_method');
  // Which of several is meant cannot be told; trying one after the other would let a token choose.
  return others.length === 0 ? judge(only) : keyFailure('no_method', 'unknown');
}

/** The keys that the issuer publishes as a set, in its document or beside it. */
function keySetOf(issuer: IssuerDocument & { readonly ok: true }): readonly JsonObject[] {
  const jwks = issuer.jwks ?? issuer.document.jwks;
  return isJsonObject(jwks) ? listOf(jwks.keys).filter(isJsonObject) : [];
}

/** Whether a `kid` is the name of a key of somebody else: a DID URL of another DID, an address on another host. */
function isOfAnother(kid: string, issuerId: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(kid) || kid === issuerId || kid.startsWith(`${issuerId}#`)) return false;
  return originOf(kid) === undefined || originOf(kid) !== originOf(issuerId);
}

/** Of an address on another host, and of an identifier that is itself a key, this holds whatever the issuer publishes. */
function isCertainlyOfAnother(kid: string): boolean {
  const [party = ''] = kid.split('#', 1);
  return originOf(kid) !== undefined || isSelfContained(party);
}

/** A key under a name of whatever form is the issuer's when its own document has it under that name. */
function publishes(issuer: IssuerDocument & { readonly ok: true }, issuerId: string, kid: string): boolean {
  const inDocument = methodsOf(issuer.document, issuerId).some(
    ({ id, method }) => id === kid || isNamed(method, kid, issuerId),
  );
  return inDocument || keySetOf(issuer).some((jwk) => jwk.kid === kid);
}

function originOf(url: string): string | undefined {
  return url.startsWith('https://') && URL.canParse(url) ? new URL(url).origin : undefined;
}
