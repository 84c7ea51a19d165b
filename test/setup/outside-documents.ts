// Documents of others that no door of ours would make: presentations of anything, as JWTs, and found at any address.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as library from '@digitalbazaar/vc';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { JsonObject } from '../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import type { DocumentSource } from '../../src/verification/document-source.ts';
import { verifyCredential } from '../../src/verification/verify-credential.ts';
import type { VerifierNeeds, VerifyCredential } from '../../src/verification/verify-credential.ts';
import { verifiedAt } from './foreign-badges.ts';
import type { ForeignIssuer } from './foreign-badges.ts';
import { textAt } from './pointer.ts';

/** Answers these documents, `absent` for every other address, and keeps what it was asked. */
export function sourceOf(documents: Readonly<Record<string, object | string>>): DocumentSource & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    isOwn: () => false,
    read: async (url) => {
      asked.push(url);
      const found = documents[url];
      if (found === undefined) return { state: 'absent' };
      const bytes = typeof found === 'string' ? found : JSON.stringify(found);
      return { state: 'found', bytes, ageSeconds: 0, source: new URL(url).host };
    },
  };
}

/** The verifier itself, without any door, at the moment of the tests. */
export function verifierOf(
  documents: Readonly<Record<string, object | string>> = {},
  more: Partial<VerifierNeeds> = {},
): VerifyCredential {
  return verifyCredential({ source: sourceOf(documents), clock: { now: () => verifiedAt }, ...more });
}

/** Signs whatever it is given as a presentation (VC 2.0 §4.13), in answer to `c-1` of `jobs.example`. */
export async function signShown(presentation: JsonObject, holder: ForeignIssuer): Promise<JsonObject> {
  // The types that we wrote for the library know only what the product uses of it.
  const { signPresentation } = library as unknown as { signPresentation(options: object): Promise<JsonObject> };
  const signer = { ...holder.key.signer(), id: holder.methodId };
  return signPresentation({
    presentation: structuredClone(presentation),
    suite: new DataIntegrityProof({ signer, date: '2026-11-01T09:00:00Z', cryptosuite }),
    challenge: 'c-1',
    domain: 'jobs.example',
    documentLoader: staticDocumentLoader,
  });
}

export interface JwtIssuer {
  readonly did: string;
  sign(payload: JsonObject, header?: JsonObject): Promise<string>;
}

/** A did:jwk with a fresh P-256 key, which signs any payload. */
export async function jwtIssuer(): Promise<JwtIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const did = `did:jwk:${Buffer.from(JSON.stringify(await exportJWK(publicKey))).toString('base64url')}`;
  return {
    did,
    sign: (payload, header = {}) =>
      new CompactSign(Buffer.from(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', kid: `${did}#0`, typ: 'JWT', ...header })
        .sign(privateKey),
  };
}

/** The badge as claims (Open Badges 3.0 §8.2.4.1): what JWT and credential both say is the same in both. */
export function claimsOf(badge: JsonObject, issuer: string): JsonObject {
  const { id = '' } = badge;
  return { ...badge, iss: issuer, jti: id, nbf: Date.parse(textAt(badge, '/validFrom')) / 1000 };
}
