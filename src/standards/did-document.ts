// DID documents: what an issuer publishes about its keys (DID 1.0 §5, CID 1.0 §2.2).
// Retired methods stay so that old credentials keep verifying; a revoked one stays too, says since when, and asserts nothing.
import type { JsonObject } from '../kernel/json.ts';
import { parseDid } from './did.ts';
import type { DidJwk, DidKey } from './did.ts';
import { multikeyOf } from './multikey.ts';
import { StandardsError } from './standards-error.ts';

export type VerificationMethodType = 'Multikey' | 'Ed25519VerificationKey2020';

export interface PublishedMethod {
  /** Absolute: the DID, `#` and a fragment. */
  readonly id: string;
  readonly publicKeyMultibase: string;
  /** XSD dateTimeStamp; the method is not trusted any more, whenever the proof says it was made. */
  readonly revoked?: string;
  /** Relations besides `assertionMethod`, which every method that is not revoked has. */
  readonly authentication?: boolean;
}

export interface DidDocumentInput {
  readonly did: string;
  readonly methods: readonly PublishedMethod[];
  /** `Multikey` unless told otherwise; one type for the whole document. */
  readonly type?: VerificationMethodType;
  readonly alsoKnownAs?: readonly string[];
}

const methodContexts: Readonly<Record<VerificationMethodType, string>> = {
  Multikey: 'https://w3id.org/security/multikey/v1',
  Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
};

/** Builds the document. Relations are listed as strings equal to the method ids, which is what verifiers compare. */
export function didDocument(input: DidDocumentInput): JsonObject {
  const type = input.type ?? 'Multikey';
  const usable = input.methods.filter((method) => method.revoked === undefined);
  const authentication = usable.filter((method) => method.authentication === true).map((method) => method.id);
  return {
    '@context': ['https://www.w3.org/ns/did/v1', methodContexts[type]],
    id: input.did,
    ...(input.alsoKnownAs === undefined || input.alsoKnownAs.length === 0 ? {} : { alsoKnownAs: input.alsoKnownAs }),
    verificationMethod: input.methods.map((method) => ({
      id: method.id,
      type,
      controller: input.did,
      publicKeyMultibase: method.publicKeyMultibase,
      ...(method.revoked === undefined ? {} : { revoked: method.revoked }),
    })),
    assertionMethod: usable.map((method) => method.id),
    ...(authentication.length === 0 ? {} : { authentication }),
  };
}

/** The id of the only method of a did:key: the DID, `#` and the key again. */
export function didKeyMethodId(did: string): string {
  return `${did}#${did.slice('did:key:'.length)}`;
}

/**
 * The document a did:key stands for, with the method in the form that a proof suite of ours asks for (did:key §3.1).
 * @throws StandardsError bad_key for anything but a did:key of a key that can be used
 */
export function didKeyDocument(did: string, type: VerificationMethodType = 'Multikey'): JsonObject {
  const parsed = parseDid(did);
  if (!parsed.ok || parsed.did.method !== 'key') throw new StandardsError('bad_key', 'This is not a usable did:key.');
  const { publicKeyMultibase } = parsed.did;
  return didDocument({ did, type, methods: [{ id: didKeyMethodId(did), publicKeyMultibase, authentication: true }] });
}

/** Whether an identifier holds its key itself, so that nothing has to be asked to know it. */
export function isSelfContained(did: string): boolean {
  return didDocumentOf(did) !== undefined;
}

/**
 * The document of an identifier that holds its own key: of a did:key (§3.1) the method is named by the key again, of a
 * did:jwk by `#0`. A did:jwk whose key is meant for encryption asserts nothing. Undefined for any other identifier.
 */
export function didDocumentOf(identifier: DidKey | DidJwk): JsonObject;
export function didDocumentOf(identifier: string): JsonObject | undefined;
export function didDocumentOf(identifier: string | DidKey | DidJwk): JsonObject | undefined {
  if (typeof identifier === 'string') {
    const parsed = parseDid(identifier);
    return parsed.ok && parsed.did.method !== 'web' ? didDocumentOf(parsed.did) : undefined;
  }
  const { did } = identifier;
  if (identifier.method === 'key' && multikeyOf(identifier.publicKey) === identifier.publicKeyMultibase) {
    return didKeyDocument(did);
  }
  const id = identifier.method === 'key' ? didKeyMethodId(did) : `${did}#0`;
  const jwk = identifier.method === 'key' ? identifier.publicKey.jwk : identifier.jwk;
  const relations = jwk.use === 'enc' ? { keyAgreement: [id] } : { assertionMethod: [id], authentication: [id] };
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/suites/jws-2020/v1'],
    id: did,
    verificationMethod: [{ id, type: 'JsonWebKey2020', controller: did, publicKeyJwk: jwk }],
    ...relations,
  };
}
