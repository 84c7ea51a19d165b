// If this fails, the signature of a real credential, presentation, status list or token is judged otherwise than by the
// programs that were run over the collection. Each proof is checked with the key of whoever it names, with the contexts of the
// collection, and nothing else of the documents is judged. They lie outside the repository and are only read.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isJsonObject, parseJson } from '../../src/kernel/json.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { issuerIdOf, issuerKeyFor } from '../../src/standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../../src/standards/checks/issuer-key.ts';
import { jwtKeyFor } from '../../src/standards/checks/jwt-key.ts';
import { proofCheck } from '../../src/standards/checks/proof.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import type { DocumentLoader } from '../../src/standards/contexts.ts';
import { didDocument, didDocumentOf } from '../../src/standards/did-document.ts';
import { dataModelOf, kindOf } from '../../src/standards/document-kind.ts';
import { credentialOfJwt } from '../../src/standards/jwt-claims.ts';
import { parseCompactJws } from '../../src/standards/vc-jwt.ts';
import { verifyJwt } from '../../src/standards/verify-jwt.ts';
import { proofsOf, verifyProofs } from '../../src/standards/verify-proofs.ts';

const shared = new URL('../../../shared/data/real/', import.meta.url);
const present = existsSync(new URL('expected.json', shared));
if (!present) console.warn('Skipped: the real credentials are not here.');

const now = new Date('2026-11-23T00:00:00Z');

interface Entry {
  readonly file: string;
  readonly signatureValid?: boolean | null;
}
function json(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, shared), 'utf8'));
}

/** Signatures whose bytes are good but of which more is known here, or less, and why. */
const otherwise: Readonly<Record<string, RegExp>> = {
  // Suites that are no longer relied on are never a pass.
  'simple-eddsa-2022|dc-bootcamp__payloads__9|dc-bootcamp__payloads__a|vpqr|plugfest-1-ex|eeb7fe|vc-jws2020':
    /^unknown:legacy_suite$/,
  // A presentation that was made to assert something.
  f48eba: /^fail:purpose$/,
  // They name a DID where the name of a method must stand.
  'validator__complex__|validator__simple_v1__|simple-did-key-method|vc-bitstring-status-list__index': /^fail:no_key$/,
  // What only its holder may have.
  'selection__ee3956|addSignedSDBase': /^unknown:base_proof$/,
  // Their key is in the token alone, or under a name of somebody else than the issuer.
  'simple__bb3e2c|simple-jwt': /^unknown:unreachable$/,
  'IssuanceRequest|openbadgecredential_sample|verifiable_educational_id': /^fail:kid_not_issuer$/,
  'revoked.07.ebsi': /^fail:method_not_in_issuer_document$/,
  // The claim that holds the credential is one of the older data model, the credential in it of the newer.
  '6666fd': /^fail:claim_mismatch$/,
};

function contextsOfCollection(): DocumentLoader {
  const listed = json('contexts/index.json') as { contexts?: unknown } | readonly unknown[];
  const entries = (Array.isArray(listed) ? listed : Object.values(listed).find(Array.isArray)) as {
    url: string;
    file: string;
  }[];
  const files = new Map(entries.map(({ url, file }) => [url, `contexts/${file}`]));
  return async (url) => {
    const file = files.get(url);
    return file === undefined
      ? staticDocumentLoader(url)
      : { contextUrl: null, documentUrl: url, document: json(file) as JsonObject };
  };
}

function resolver(): (party: string, methodId?: string) => IssuerDocument {
  const { didDocuments } = json('resolver-map.json') as { didDocuments: { id: string; document: JsonObject }[] };
  return (party, methodId) => {
    const document = didDocuments.find(({ id }) => id === party)?.document ?? didDocumentOf(party);
    if (document !== undefined) return { ok: true, document, source: 'map' };
    const key = methodId?.split('#').at(1) ?? '';
    if (methodId === undefined || !key.startsWith('z')) return { ok: false, outcome: 'unknown', code: 'unreachable' };
    const methods = [{ id: methodId, publicKeyMultibase: key, authentication: true }];
    return { ok: true, document: didDocument({ did: party, methods }), source: 'map' };
  };
}

describe.skipIf(!present)('real signatures', () => {
  const load = contextsOfCollection;

  async function ofDocument(document: JsonObject, documentLoader: DocumentLoader): Promise<string> {
    const resolve = resolver();
    const purpose = kindOf(document) === 'presentation' ? 'authentication' : 'assertionMethod';
    const resolveMethod = (id: string) => {
      const [party = ''] = id.split('#');
      return issuerKeyFor(id, party, resolve(party, id), now, purpose);
    };
    const results = await verifyProofs({ document, now, purpose, documentLoader, resolveMethod });
    const { outcome, code } = proofCheck(results).result;
    return `${outcome}:${code}`;
  }

  async function ofJwt(text: string): Promise<string> {
    const parsed = parseCompactJws(text);
    if (!parsed.ok) return `fail:${parsed.code}`;
    const read = parseJson(parsed.payload);
    if (!read.ok || !isJsonObject(read.value)) return 'fail:payload';
    const credential = credentialOfJwt(read.value);
    const isPresentation = kindOf(credential) === 'presentation';
    const named = isPresentation ? credential.holder : issuerIdOf(credential);
    const party = typeof named === 'string' ? named : '';
    const relationship = isPresentation ? 'authentication' : 'assertionMethod';
    const found = jwtKeyFor(parsed.header, party, resolver()(party), now, relationship);
    if (!found.ok) return `${found.outcome}:${found.code}`;
    const request = {
      jws: text,
      payload: read.value,
      credential,
      dataModel: dataModelOf(credential),
      key: found.key,
      now,
    };
    const { outcome, code } = await verifyJwt(request);
    return `${outcome}:${code}`;
  }

  it('are good or bad as others have found them, and never good where they found them bad', async () => {
    const { entries } = json('expected.json') as { entries: readonly Entry[] };
    const documentLoader = load();
    const wrong: string[] = [];
    let good = 0;
    for (const { file, signatureValid } of entries) {
      if (!/^(?:credentials|presentations|status-lists|jwt)\//.test(file) || typeof signatureValid !== 'boolean')
        continue;
      const text = readFileSync(new URL(file, shared), 'utf8').trim();
      const document = text.startsWith('{') ? (json(file) as JsonObject) : undefined;
      if (document !== undefined && proofsOf(document).length === 0) continue;
      const said = document === undefined ? await ofJwt(text) : await ofDocument(document, documentLoader);
      const exception = Object.entries(otherwise).find(([names]) => new RegExp(names).test(file))?.[1];
      const agrees = said.startsWith('pass:') === signatureValid || exception?.test(said) === true;
      if (said === 'pass:ok') good += 1;
      if (!agrees) wrong.push(`${file}: ${said}, others ${signatureValid}`);
    }
    expect(wrong).toEqual([]);
    expect(good).toBeGreaterThan(150);
  }, 60_000);
});
