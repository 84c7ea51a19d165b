// If this fails, what we sign is not what was recorded before signing, or other verifiers cannot check it.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { documentChecks } from '../../../src/standards/checks/document-checks.ts';
import { parseCredential } from '../../../src/standards/checks/parse.ts';
import { contextsFor, prepareSigning, proofSuites } from '../../../src/standards/data-integrity.ts';
import type { ProofSuite } from '../../../src/standards/data-integrity.ts';
import { staticDocumentLoader } from '../../../src/standards/contexts.ts';
import { StandardsError } from '../../../src/standards/standards-error.ts';
import { statusListCredential } from '../../../src/standards/status-list.ts';
import { emptyBitstring } from '../../../src/standards/bitstring.ts';
import { walk } from '../../../src/standards/checks/walk.ts';
import {
  created,
  issuerDid,
  issuerDocument,
  keyOf,
  methodId,
  now,
  proofResults,
  sign,
  signedBadge,
  unsignedBadge,
} from './sample.ts';

/** What a verifier outside sees: our contexts, our DID document and the key in it, nothing else. */
async function outsideLoader(): Promise<(url: string) => Promise<object>> {
  const { document } = await issuerDocument();
  const method = {
    ...(document.verificationMethod as JsonObject[])[0],
    '@context': 'https://w3id.org/security/multikey/v1',
  };
  return async (url) => {
    if (url === methodId) return { contextUrl: null, documentUrl: url, document: method };
    if (url === issuerDid) return { contextUrl: null, documentUrl: url, document };
    return staticDocumentLoader(url);
  };
}

async function librarySuite(suite: ProofSuite): Promise<object> {
  const { key } = await keyOf('issuer');
  return suite === 'eddsa-rdfc-2022'
    ? new DataIntegrityProof({ signer: key.signer(), date: created, cryptosuite })
    : new Ed25519Signature2020({ signer: key.signer(), date: created });
}

function refusal(unsigned: JsonObject): Promise<unknown> {
  const request = { unsigned, suite: 'eddsa-rdfc-2022', verificationMethod: methodId, created } as const;
  return prepareSigning(request).then(
    () => 'signed',
    (error: unknown) => (error instanceof StandardsError ? { code: error.code, pointer: error.pointer } : error),
  );
}

function badgeWith(change: (badge: { [key: string]: JsonValue }) => void): JsonObject {
  const badge: { [key: string]: JsonValue } = structuredClone(unsignedBadge());
  change(badge);
  return badge;
}

describe.each(proofSuites)('signing with %s', (suite) => {
  it('gives byte for byte what the reference library issues, but for proof being an array', async () => {
    const ours = await signedBadge(suite);
    const issued = (await vc.issue({
      credential: structuredClone(unsignedBadge(suite)),
      suite: await librarySuite(suite),
      documentLoader: staticDocumentLoader,
      now,
    })) as { [key: string]: JsonValue };
    issued.proof = [issued.proof ?? null];
    expect(JSON.stringify(ours)).toBe(JSON.stringify(issued));
  });

  it('is verified by the reference library called directly', async () => {
    const badge = await signedBadge(suite);
    const result = await vc.verifyCredential({
      credential: badge,
      suite: suite === 'eddsa-rdfc-2022' ? new DataIntegrityProof({ cryptosuite }) : new Ed25519Signature2020(),
      documentLoader: await outsideLoader(),
      checkStatus: async () => ({ verified: true }),
      now,
    });
    expect(result.error).toBeUndefined();
    expect(result.verified).toBe(true);
  });

  it('knows the 64 bytes to sign before any key is used, the same each time, and leaves its input alone', async () => {
    const unsigned = unsignedBadge(suite);
    const before = JSON.stringify(unsigned);
    const request = { unsigned, suite, verificationMethod: methodId, created };
    const [first, second] = [await prepareSigning(request), await prepareSigning(request)];
    expect(first.bytesToSign).toHaveLength(64);
    expect(second.bytesToSign).toEqual(first.bytesToSign);
    expect(JSON.stringify(unsigned)).toBe(before);
  });

  it('signs status lists too', async () => {
    const contexts = contextsFor(suite, 'status-list');
    const id = 'https://badges.prairie.example/status-lists/list_1';
    const unsigned = statusListCredential({
      id,
      contexts,
      issuerId: issuerDid,
      statusPurpose: 'revocation',
      bits: emptyBitstring(),
      validFrom: created,
      ttlMs: 300_000,
    });
    expect(await proofResults(await sign(unsigned, suite))).toMatchObject([{ outcome: 'pass' }]);
  });

  it('no value of a signed badge can be altered or removed, and none added, without it being refused', async () => {
    const badge = await signedBadge(suite);
    const accepted: string[] = [];
    for (const { pointer, value } of walk(badge)) {
      if (pointer === '') continue;
      for (const change of changesOf(pointer, value)) {
        const changed = mutate(badge, pointer, change);
        // A type said of one node in two places is one statement: there the schema notices what the signature cannot.
        const sound = (await documentChecks(changed)).every(({ outcome }) => outcome === 'pass');
        const [proof] = sound ? await proofResults(changed) : [];
        if (proof?.outcome === 'pass') accepted.push(`${change} ${pointer}`);
      }
    }
    expect(accepted).toEqual([]);
  });

  it('no character of a signed badge can be replaced by another without it being refused', async () => {
    const text = JSON.stringify(await signedBadge(suite));
    const original = JSON.parse(text) as JsonObject;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('a', '7', ' ', '-', 'Z', '\u{e9}'),
        async (at, character) => {
          const { document } = parseCredential(text.slice(0, at) + character + text.slice(at + 1));
          if (document === undefined || canonicalJson(document) === canonicalJson(original)) return;
          const sound = (await documentChecks(document)).every(({ outcome }) => outcome === 'pass');
          const [proof] = sound ? await proofResults(document) : [];
          expect(proof?.outcome).not.toBe('pass');
        },
      ),
      { numRuns: 60 },
    );
  });
});

function changesOf(pointer: string, value: JsonValue): readonly ('alter' | 'remove' | 'add')[] {
  if (typeof value === 'object') return ['remove'];
  return pointer.endsWith('/name') ? ['alter', 'remove', 'add'] : ['alter', 'remove'];
}

/** Alters or removes the value at a pointer, or adds a claim beside it. */
function mutate(badge: JsonObject, pointer: string, change: 'alter' | 'remove' | 'add'): JsonObject {
  const copy: JsonObject = structuredClone(badge);
  const path = pointer.split('/').slice(1);
  const last = path.at(-1) ?? '';
  let parent: { [key: string]: JsonValue } = copy;
  for (const token of path.slice(0, -1)) parent = parent[token] as { [key: string]: JsonValue };
  const value = parent[last];
  if (change === 'remove' && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (change === 'remove') delete parent[last];
  else if (change === 'add' && !Array.isArray(parent)) parent.undefinedTermOfNobody = 'x';
  else if (typeof value === 'number') parent[last] = value + 1;
  else if (typeof value === 'boolean') parent[last] = !value;
  else parent[last] = `${value as string}x`;
  return copy;
}

describe('what cannot be signed', () => {
  it('B-01 a term no context defines', async () => {
    const badge = badgeWith(
      (draft) => void (draft.credentialSubject = { ...(draft.credentialSubject as JsonObject), gpa: 4 }),
    );
    expect(await refusal(badge)).toEqual({ code: 'undefined_term', pointer: '/credentialSubject/gpa' });
  });

  it('B-23 a type no context defines', async () => {
    const badge = badgeWith((draft) => void (draft.type = ['VerifiableCredential', 'OpenBadgeCredential', 'Nope']));
    expect(await refusal(badge)).toEqual({ code: 'undefined_type', pointer: '/type/2' });
  });

  it('B-19 an id that is not absolute', async () => {
    const badge = badgeWith((draft) => {
      const subject = draft.credentialSubject as { achievement: JsonObject };
      draft.credentialSubject = { ...subject, achievement: { ...subject.achievement, id: 'a/1' } };
    });
    expect(await refusal(badge)).toEqual({ code: 'relative_iri', pointer: '/credentialSubject/achievement/id' });
  });

  it('B-32 a language that is not one', async () => {
    const badge = badgeWith((draft) => void (draft.name = { '@value': 'Name', '@language': 'not a language' }));
    expect(await refusal(badge)).toMatchObject({ code: 'invalid_language' });
  });

  it('a document with an unknown context, with a proof, or signed at a time that is none', async () => {
    const contexts = [...contextsFor('eddsa-rdfc-2022'), 'https://canary.example/v1'];
    expect(await refusal(unsignedBadge('eddsa-rdfc-2022', { contexts }))).toMatchObject({ code: 'unknown_context' });
    expect(await refusal(await signedBadge())).toEqual({ code: 'not_issuable', pointer: '/proof' });
    const request = { unsigned: unsignedBadge(), suite: 'eddsa-rdfc-2022', verificationMethod: methodId } as const;
    for (const wrong of ['2026-02-30T00:00:00Z', '2026-11-02T09:30:00+00:00', '2026-11-02T09:30:00.5Z', 'now']) {
      await expect(prepareSigning({ ...request, created: wrong })).rejects.toMatchObject({ code: 'invalid_created' });
    }
  });

  it('an Ed25519Signature2020 proof without its context: nothing is appended behind the back of the caller', async () => {
    const request = {
      unsigned: unsignedBadge(),
      suite: 'Ed25519Signature2020',
      verificationMethod: methodId,
      created,
    } as const;
    await expect(prepareSigning(request)).rejects.toMatchObject({ code: 'not_issuable', pointer: '/@context' });
  });
});
