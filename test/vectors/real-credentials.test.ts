// If this fails, a real credential that is forged, altered or broken is accepted, or a good one that we can read is not.
// The credentials are those of other projects; they lie outside the repository and are only read.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { checkResult, passed } from '../../src/standards/checks/check-result.ts';
import type { CheckResult } from '../../src/standards/checks/check-result.ts';
import { documentChecks } from '../../src/standards/checks/document-checks.ts';
import { issuerIdOf, issuerKeyCheck, issuerKeyFor } from '../../src/standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../../src/standards/checks/issuer-key.ts';
import { jwtKeyFor } from '../../src/standards/checks/jwt-key.ts';
import { parseCredential } from '../../src/standards/checks/parse.ts';
import { methodIdsOf, missingProof, proofCheck } from '../../src/standards/checks/proof.ts';
import { validityCheck } from '../../src/standards/checks/validity.ts';
import { didDocument, didDocumentOf } from '../../src/standards/did-document.ts';
import { dataModelOf } from '../../src/standards/document-kind.ts';
import { hasInlineContext } from '../../src/standards/inline-context.ts';
import { unusedVocabulary } from '../../src/standards/unused-vocabulary.ts';
import { jwtTimes } from '../../src/standards/jwt-claims.ts';
import { verifyJwt } from '../../src/standards/verify-jwt.ts';
import { verifyProofs } from '../../src/standards/verify-proofs.ts';

const shared = new URL('../../../shared/data/real/', import.meta.url);
const present = existsSync(new URL('expected.json', shared));
if (!present) console.warn('Skipped: the real credentials are not here.');

const now = new Date('2026-11-23T00:00:00Z');

interface Expected {
  readonly entries: readonly { readonly file: string; readonly expected?: string; readonly expectedWithMap?: string }[];
}
interface ResolverMap {
  readonly didDocuments: readonly { readonly id: string; readonly document: JsonObject }[];
}
function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, shared), 'utf8'));
}

/** What the map of the collection says about an issuer; a key that is its own name is taken from there. */
function resolve(issuerId: string, methodIds: readonly string[], known: ResolverMap): IssuerDocument {
  const document = known.didDocuments.find((entry) => entry.id === issuerId)?.document ?? didDocumentOf(issuerId);
  if (document !== undefined) return { ok: true, document, source: 'map' };
  const named = methodIds.filter((id) => id.startsWith(`${issuerId}#z`));
  const unknown: IssuerDocument = { ok: false, outcome: 'unknown', code: 'unreachable' };
  if (named.length === 0 || named.length < methodIds.length) return unknown;
  const methods = named.map((id) => ({ id, publicKeyMultibase: id.split('#').at(-1) ?? '' }));
  return { ok: true, document: didDocument({ did: issuerId, methods }), source: 'map' };
}

/** Everything the standards floor can say of a credential without its status. */
async function verdict(input: Uint8Array | string, known: ResolverMap): Promise<readonly CheckResult[]> {
  const { results, document, envelope } = parseCredential(input);
  if (document === undefined || envelope === undefined || results.some(({ outcome }) => outcome !== 'pass'))
    return results;
  const all = [...results, ...(await documentChecks(document))];
  if (all.some((result) => result.outcome !== 'pass')) return all;
  // What the product asks last, once a proof is good; here every document is asked first.
  if (hasInlineContext(document)) return [...all, checkResult('context', 'unknown', 'recompacted')];
  if (envelope.kind !== 'jwt' && (await unusedVocabulary(document)) !== undefined) {
    return [...all, checkResult('context', 'fail', 'unused_vocabulary')];
  }
  const issuerId = issuerIdOf(document) ?? '';
  if (envelope.kind === 'jwt') {
    const { header, payload } = envelope;
    const found = jwtKeyFor(header, issuerId, resolve(issuerId, [], known), now);
    if (!found.ok) return [...all, checkResult('issuer_key', found.outcome, found.code)];
    const { text: jws } = envelope.jws;
    const judged = await verifyJwt({
      jws,
      payload,
      credential: document,
      dataModel: dataModelOf(document),
      key: found.key,
      now,
    });
    const proof = proofCheck([judged]).result;
    return [...all, passed('issuer_key'), proof, validityCheck(document, now, jwtTimes(payload))];
  }
  const missing = missingProof(document);
  if (missing !== undefined) return [...all, missing];
  const issuer = resolve(issuerId, methodIdsOf(document), known);
  const key = issuerKeyCheck(methodIdsOf(document), issuerId, issuer, now);
  const resolveMethod = (id: string) => issuerKeyFor(id, issuerId, issuer, now);
  const proof = proofCheck(await verifyProofs({ document, now, resolveMethod })).result;
  return [...all, key, proof, validityCheck(document, now)];
}

function isPass(results: readonly CheckResult[]): boolean {
  return results.length >= 7 && results.every((result) => result.outcome === 'pass');
}

describe.skipIf(!present)('real credentials', () => {
  it('accepts only those that are good, and many of those', async () => {
    const { entries } = read('expected.json') as Expected;
    const known = read('resolver-map.json') as ResolverMap;
    const accepted: string[] = [];
    const wronglyAccepted: string[] = [];
    for (const { file, expected = '', expectedWithMap = expected } of entries) {
      if (!/^(?:credentials|jwt)\//.test(file)) continue;
      if (!isPass(await verdict(readFileSync(new URL(file, shared)), known))) continue;
      accepted.push(file);
      // Status and trust are judged elsewhere; what they make invalid may pass here.
      if (!/^valid|revoked|suspended|status/.test(expectedWithMap)) wronglyAccepted.push(`${file}: ${expectedWithMap}`);
    }
    expect(wronglyAccepted).toEqual([]);
    expect(accepted.length).toBeGreaterThanOrEqual(30);
  });

  it('accepts no tampered variant that must be rejected, and does not fall over any', async () => {
    const known = read('resolver-map.json') as ResolverMap;
    const wronglyAccepted: string[] = [];
    let variants = 0;
    for (const file of readdirSync(new URL('tampered/', shared)).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(new URL(`tampered/${file}`, shared), 'utf8').split('\n')) {
        if (line.trim() === '') continue;
        const {
          variant,
          class: kind,
          doc,
        } = JSON.parse(line) as { variant: string; class: string; doc: JsonObject | string };
        variants += 1;
        const results = await verdict(typeof doc === 'string' ? doc : JSON.stringify(doc), known);
        const mustFail = /^(?:must|should)-reject/.test(kind);
        if (mustFail && isPass(results)) wronglyAccepted.push(`${file} ${variant}`);
      }
    }
    expect(wronglyAccepted).toEqual([]);
    expect(variants).toBeGreaterThan(100);
  }, 120_000);
});
