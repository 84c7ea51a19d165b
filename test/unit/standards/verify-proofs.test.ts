// If this fails, a forged, altered or outdated proof could pass, or a good one be refused.
import { describe, expect, it } from 'vitest';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { issue } from '@digitalbazaar/vc';
import * as base58 from 'base58-universal';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { issuerKeyCheck, issuerKeyFor } from '../../../src/standards/checks/issuer-key.ts';
import type { IssuerDocument } from '../../../src/standards/checks/issuer-key.ts';
import { methodIdsOf, missingProof, proofCheck } from '../../../src/standards/checks/proof.ts';
import { schemaFindings } from '../../../src/standards/checks/schema.ts';
import { structureCheck } from '../../../src/standards/checks/structure.ts';
import { staticDocumentLoader } from '../../../src/standards/contexts.ts';
import { proofSuites } from '../../../src/standards/data-integrity.ts';
import { didDocumentOf, didKeyDocument, didKeyMethodId } from '../../../src/standards/did-document.ts';
import { verifyProofs } from '../../../src/standards/verify-proofs.ts';
import { textAt } from '../../setup/pointer.ts';
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

type Changeable = { [key: string]: JsonValue };

/** The badge with its only proof changed. */
function withProof(badge: JsonObject, change: (proof: Changeable) => void): JsonObject {
  const [proof] = structuredClone(badge.proof) as Changeable[];
  change(proof as Changeable);
  return { ...badge, proof: [proof as Changeable] };
}

async function codeOf(badge: JsonObject, at: Date = now): Promise<string> {
  const { result } = proofCheck(await proofResults(badge, at));
  return `${result.outcome}:${result.code}`;
}

/** Signs a badge whose proof options carry a member the signing side never writes. */
async function signWithOption(option: Changeable): Promise<JsonObject> {
  const badge = await signedBadge();
  const { key } = await keyOf('issuer');
  let captured = new Uint8Array();
  const { cryptosuite } = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
  const suite = new DataIntegrityProof({
    cryptosuite: {
      ...cryptosuite,
      createVerifier: async () => ({
        algorithm: 'Ed25519',
        verify: async ({ data }: { data: Uint8Array }) => {
          captured = Uint8Array.from(data);
          return true;
        },
      }),
    },
  });
  const changed = withProof(badge, (proof) => Object.assign(proof, option));
  const { proof, ...document } = changed;
  const [only] = proof as JsonObject[];
  await suite.verifyProof({
    proof: { '@context': document['@context'] ?? [], ...only },
    proofSet: [],
    document,
    documentLoader: async (url) => (url === methodId ? { document: { id: url } } : staticDocumentLoader(url)),
  });
  const signature = await key.signer().sign({ data: captured });
  return withProof(changed, (draft) => void (draft.proofValue = `z${base58.encode(signature)}`));
}

describe.each(proofSuites)('proofs of %s', (suite) => {
  it('verify when nothing was changed, whether proof is an array or one object', async () => {
    const badge = await signedBadge(suite);
    expect(await codeOf(badge)).toBe('pass:ok');
    expect(await codeOf({ ...badge, proof: (badge.proof as JsonObject[])[0] as JsonObject })).toBe('pass:ok');
  });

  it('C-02 fail with one bit of the signature flipped', async () => {
    const flipped = withProof(await signedBadge(suite), (proof) => {
      const bytes = base58.decode((proof.proofValue as string).slice(1));
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      proof.proofValue = `z${base58.encode(bytes)}`;
    });
    expect(await codeOf(flipped)).toBe('fail:signature');
  });

  it('C-03 fail when created is altered or removed', async () => {
    const badge = await signedBadge(suite);
    expect(await codeOf(withProof(badge, (proof) => void (proof.created = '2026-11-02T09:30:01Z')))).toBe(
      'fail:signature',
    );
    expect(await codeOf(withProof(badge, (proof) => delete proof.created))).toBe('fail:signature');
  });

  it('C-04 fail with an option nobody defined', async () => {
    expect(await codeOf(withProof(await signedBadge(suite), (proof) => void (proof.foo = 'bar')))).toBe(
      'fail:data_loss',
    );
  });

  it('C-05 fail without a purpose or with another one', async () => {
    const badge = await signedBadge(suite);
    expect(await codeOf(withProof(badge, (proof) => delete proof.proofPurpose))).toBe('fail:purpose');
    expect(await codeOf(withProof(badge, (proof) => void (proof.proofPurpose = 'authentication')))).toBe(
      'fail:purpose',
    );
  });

  it('C-07 fail when validly signed in 2099, and pass once that year has come', async () => {
    const badge = await sign(unsignedBadge(suite), suite, { created: '2099-01-01T00:00:00Z' });
    expect(await codeOf(badge)).toBe('fail:created_in_future');
    expect(await codeOf(badge, new Date('2099-01-01T00:00:00Z'))).toBe('pass:ok');
  });

  it('C-19 accept one spelling of the signature only', async () => {
    const badge = await signedBadge(suite);
    const base64 = withProof(badge, (proof) => {
      const bytes = base58.decode((proof.proofValue as string).slice(1));
      proof.proofValue = `u${Buffer.from(bytes).toString('base64url')}`;
    });
    expect(await codeOf(base64)).toBe('fail:encoding');
    for (const value of ['', 'z', 'zzz', 'x1234', 7, null, `z${'1'.repeat(5000)}`]) {
      expect(await codeOf(withProof(badge, (proof) => void (proof.proofValue = value)))).toBe('fail:encoding');
    }
  });

  it('C-20 fail for the twin S+L of a signature', async () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const twin = withProof(await signedBadge(suite), (proof) => {
      const bytes = base58.decode((proof.proofValue as string).slice(1));
      const half = Array.from(bytes.slice(32))
        .toReversed()
        .map((byte) => byte.toString(16).padStart(2, '0'));
      const sum = (BigInt(`0x${half.join('')}`) + order).toString(16).padStart(64, '0');
      bytes.set(Buffer.from(sum, 'hex').toReversed(), 32);
      proof.proofValue = `z${base58.encode(bytes)}`;
    });
    expect(await codeOf(twin)).toBe('fail:signature');
  });

  it('B-02 B-20 fail when a claim is added that the signature cannot cover', async () => {
    const badge = await signedBadge(suite);
    expect(await codeOf({ ...badge, gpa: '4.0' })).toBe('fail:data_loss');
    const subject = structuredClone(badge.credentialSubject) as { achievement: Changeable };
    subject.achievement.id = 'a/1';
    expect(await codeOf({ ...badge, credentialSubject: subject })).toBe('fail:data_loss');
  });

  it('B-24 fail, without an exception, when the Open Badges context is swapped', async () => {
    const badge: Changeable = structuredClone(await signedBadge(suite));
    const contexts = badge['@context'] as string[];
    badge['@context'] = contexts.map((url) => url.replace('context-3.0.3', 'context-3.0.1'));
    expect(await codeOf(badge)).toMatch(/^fail:(?:signature|data_loss)$/);
  });
});

describe('proof sets', () => {
  it('C-01 a document without proof fails as missing', async () => {
    expect(missingProof(unsignedBadge())).toMatchObject({ check: 'proof', outcome: 'fail', code: 'missing' });
    expect(missingProof({ ...unsignedBadge(), proof: [] })).toMatchObject({ code: 'missing' });
    expect(proofCheck([]).result).toMatchObject({ outcome: 'fail', code: 'missing' });
    expect(missingProof(await signedBadge())).toBeUndefined();
  });

  it('C-06 a validly signed proof that has expired fails, and passes before', async () => {
    const badge = await signWithOption({ expires: '2026-11-02T10:00:00Z' });
    expect(await codeOf(badge, new Date('2026-11-02T10:00:59Z'))).toBe('pass:ok');
    expect(await codeOf(badge, new Date('2026-11-02T10:01:01Z'))).toBe('fail:proof_expired');
  });

  it('C-15 one good and one bad proof of the same suite fail', async () => {
    const badge = await signedBadge();
    const [good] = badge.proof as JsonObject[];
    const [bad] = (await sign(unsignedBadge(), 'eddsa-rdfc-2022', { word: 'someone else' })).proof as JsonObject[];
    expect(await codeOf({ ...badge, proof: [good as JsonObject, bad as JsonObject] })).toBe('fail:proof_set');
  });

  it('C-16 a good proof beside one of an unknown suite under a key of the issuer passes with a warning', async () => {
    const badge = await signedBadge();
    const [good] = badge.proof as JsonObject[];
    const other: JsonObject = { ...good, cryptosuite: 'ml-dsa-44-rdfc-2029' };
    const both = proofCheck(await proofResults({ ...badge, proof: [good as JsonObject, other] }));
    expect(both).toMatchObject({ result: { outcome: 'pass' }, warnings: ['proof:unsupported_suite'] });
    expect(await codeOf({ ...badge, proof: [other] })).toBe('unknown:unsupported_suite');
    const { verificationMethod: _method, ...keyless } = other;
    expect(await codeOf({ ...badge, proof: [good as JsonObject, keyless] })).toBe('fail:proof_set');
  });

  it('a proof of an unknown suite under the key of somebody else fails the set: anybody can add one', async () => {
    const badge = await signedBadge();
    const [good] = badge.proof as JsonObject[];
    const other = { ...good, type: 'NoSuchSignature2099', verificationMethod: 'did:web:elsewhere.example#k' };
    const both = { ...badge, proof: [good as JsonObject, other] };
    expect(await codeOf(both)).toBe('fail:proof_set');
    expect(methodIdsOf(both)).toEqual([methodId, 'did:web:elsewhere.example#k']);
    const key = issuerKeyCheck(methodIdsOf(both), issuerDid, await issuerDocument(), now);
    expect(key).toMatchObject({ outcome: 'fail', code: 'controller_mismatch' });
  });

  it('C-17 a thousand copies of a proof are refused by the gate, and no more than four are ever verified', async () => {
    const badge = await signedBadge();
    const many = {
      ...badge,
      proof: Array.from({ length: 1000 }, () => (badge.proof as JsonObject[])[0] as JsonObject),
    };
    expect(structureCheck(many)).toMatchObject({ outcome: 'fail', code: 'too_many_proofs', pointer: '/proof' });
    expect(await proofResults(many)).toHaveLength(4);
  });

  it('C-18 a proof renamed to another supported suite fails', async () => {
    const badge = await signedBadge();
    expect(await codeOf(withProof(badge, (proof) => void (proof.cryptosuite = 'eddsa-jcs-2022')))).toBe(
      'fail:signature',
    );
  });

  it('B-28 a graph that is hard to canonicalize ends at the work limit instead of running on', async () => {
    const nodes = Array.from({ length: 10 }, (_, at) => `_:n${at}`);
    const clique = nodes.map((id) => ({
      id,
      type: ['Profile'],
      parentOrg: nodes.filter((other) => other !== id).map((other) => ({ id: other, type: ['Profile'] })),
    }));
    const badge = await signedBadge();
    const issuer = { id: issuerDid, type: ['Profile'], parentOrg: clique };
    expect(await codeOf({ ...badge, issuer })).toBe('fail:complexity_limit');
    expect(schemaFindings({ ...badge, issuer }).length).toBeGreaterThan(0);
  });

  it('a proof that brings a context of its own, or is no object, fails; one may repeat those of the document', async () => {
    const badge = await signedBadge();
    const bring = (context: JsonValue) => withProof(badge, (proof) => void (proof['@context'] = context));
    const others = [
      'https://x.example',
      'https://w3id.org/security/data-integrity/v2',
      { expires: 'https://x.example' },
    ];
    for (const context of others) expect(await codeOf(bring(context))).toBe('fail:data_loss');
    expect(await codeOf(bring(badge['@context'] ?? null))).toBe('pass:ok');
    expect(await codeOf({ ...badge, proof: ['z123'] })).toBe('fail:not_object');
  });
});

describe('proofs with ECDSA', () => {
  it('C-21 verify with either of the two values of s, so that no identity may be made of a signature', async () => {
    const key = await EcdsaMultikey.generate({ curve: 'P-256' });
    const did = `did:key:${key.publicKeyMultibase}`;
    const id = didKeyMethodId(did);
    const unsigned = { ...unsignedBadge(), issuer: { id: did, type: ['Profile'], name: 'ECDSA Institute' } };
    const signed = (await issue({
      credential: structuredClone(unsigned),
      suite: new DataIntegrityProof({ signer: { ...key.signer(), id }, date: created, cryptosuite: ecdsaRdfc2019 }),
      documentLoader: staticDocumentLoader,
      now,
    })) as JsonObject;
    const code = async (badge: JsonObject): Promise<string> => {
      const issuer: IssuerDocument = { ok: true, document: didDocumentOf(did) ?? {}, source: 'did:key' };
      const resolveMethod = (name: string) => issuerKeyFor(name, did, issuer, now);
      return (await verifyProofs({ document: badge, now, resolveMethod }))
        .map((one) => `${one.outcome}:${one.code}`)
        .join(' ');
    };
    const proof = signed.proof as JsonObject;
    expect(await code(signed)).toBe('pass:ok');
    const bytes = base58.decode(textAt(proof, '/proofValue').slice(1));
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = BigInt(`0x${Buffer.from(bytes.slice(32)).toString('hex')}`);
    bytes.set(Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex'), 32);
    expect(await code({ ...signed, proof: { ...proof, proofValue: `z${base58.encode(bytes)}` } })).toBe('pass:ok');
    expect(await code({ ...signed, name: 'Another' })).toBe('fail:signature');
    expect(await code({ ...signed, proof: { ...proof, cryptosuite: 'eddsa-rdfc-2022' } })).toBe(
      'fail:key_suite_mismatch',
    );
    const base64 = `u${Buffer.from(bytes).toString('base64url')}`;
    expect(await code({ ...signed, proof: { ...proof, proofValue: base64 } })).toBe('fail:encoding');
  });
});

describe('proofs of others beside the issuer’s', () => {
  it('hold up nothing by themselves, and fail where they are not asked for', async () => {
    const badge = await signedBadge();
    const { publicKeyMultibase } = await keyOf('witness');
    const witness = `did:key:${publicKeyMultibase}#${publicKeyMultibase}`;
    const theirs = (await sign(unsignedBadge(), 'eddsa-rdfc-2022', { word: 'witness', verificationMethod: witness }))
      .proof;
    const proof = [...(badge.proof as JsonObject[]), ...(theirs as JsonObject[])];
    const issuer = await issuerDocument();
    const check = async (document: JsonObject, coSigners?: 'self-contained') => {
      const resolveMethod = (id: string) => issuerKeyFor(id, issuerDid, issuer, now, 'assertionMethod', coSigners);
      const { outcome, code } = proofCheck(await verifyProofs({ document, now, resolveMethod })).result;
      return `${outcome}:${code}`;
    };
    expect(await check({ ...badge, proof }, 'self-contained')).toBe('pass:ok');
    expect(await check({ ...badge, proof })).toBe('fail:proof_set');
    expect(await check({ ...badge, proof: theirs as JsonObject[] }, 'self-contained')).toBe('fail:no_key');
    const [own, other] = proof as [JsonObject, JsonObject];
    const unknownOwn = { ...own, cryptosuite: 'ml-dsa-44-rdfc-2029' };
    expect(await check({ ...badge, proof: [unknownOwn, other] }, 'self-contained')).toBe('unknown:unsupported_suite');
    const altered = { ...other, created: '2026-11-02T09:30:01Z' };
    expect(await check({ ...badge, proof: [own, altered] }, 'self-contained')).toBe('fail:proof_set');
  });
});

describe('proofs of presentations', () => {
  it('are made to authenticate, in answer to one challenge and for one domain', async () => {
    const options = { proofPurpose: 'authentication', challenge: 'c-1', domain: 'https://verifier.example' };
    const badge = await signWithOption(options);
    const issuer = await issuerDocument({ authentication: true });
    const check = async (asked: { challenge?: string; domain?: string }, document = badge): Promise<string> => {
      const resolveMethod = (id: string) => issuerKeyFor(id, issuerDid, issuer, now, 'authentication');
      const [result] = await verifyProofs({ document, now, resolveMethod, purpose: 'authentication', ...asked });
      return `${result?.outcome}:${result?.code}`;
    };
    expect(await check({ challenge: 'c-1', domain: 'https://verifier.example' })).toBe('pass:ok');
    expect(await check({})).toBe('pass:ok');
    expect(await check({ challenge: 'c-2' })).toBe('fail:challenge_mismatch');
    expect(await check({ domain: 'https://verifier.example/' })).toBe('fail:domain_mismatch');
    expect(await check({ challenge: 'c-1' }, await signedBadge())).toBe('fail:purpose');
    const moved = withProof(badge, (proof) => void (proof.challenge = 'c-2'));
    expect(await check({ challenge: 'c-2' }, moved)).toBe('fail:signature');
    expect(await codeOf(badge)).toBe('fail:purpose');
  });
});

describe('issuerKeyCheck', () => {
  const check = (methodIds: readonly string[], issuer: IssuerDocument): string => {
    const { outcome, code } = issuerKeyCheck(methodIds, issuerDid, issuer, now);
    return `${outcome}:${code}`;
  };

  it('passes for a method of the issuer, of did:web and of did:key', async () => {
    expect(check([methodId], await issuerDocument())).toBe('pass:ok');
    const did = `did:key:${(await keyOf('issuer')).publicKeyMultibase}`;
    const issuer: IssuerDocument = { ok: true, document: didKeyDocument(did), source: 'did:key' };
    expect(issuerKeyCheck([didKeyMethodId(did)], did, issuer, now)).toMatchObject({ outcome: 'pass' });
  });

  it('C-08 fails for a method that is not in the issuer document, whatever its own document claims', async () => {
    expect(check(['https://attacker.example/key'], await issuerDocument())).toBe('fail:method_not_in_issuer_document');
    expect(check([`${issuerDid}#key-2`], await issuerDocument())).toBe('fail:method_not_in_issuer_document');
    expect(check([`${methodId} `], await issuerDocument())).toBe('fail:method_not_in_issuer_document');
  });

  it('C-11 fails for a key that may not assert', async () => {
    const issuer = await issuerDocument();
    const document = { ...issuer.document, assertionMethod: [`${issuerDid}#key-9`] };
    expect(check([methodId], { ...issuer, document })).toBe('fail:relationship');
  });

  it('C-12 fails for a revoked or expired key, also when the date cannot be read', async () => {
    expect(check([methodId], await issuerDocument({ revoked: '2026-01-01T00:00:00Z' }))).toBe('fail:key_revoked');
    expect(check([methodId], await issuerDocument({ revoked: 'yes' }))).toBe('fail:key_revoked');
    const issuer = await issuerDocument();
    const [method] = issuer.document.verificationMethod as JsonObject[];
    const expired = { ...issuer.document, verificationMethod: [{ ...method, expires: '2026-10-01T00:00:00Z' }] };
    expect(check([methodId], { ...issuer, document: expired })).toBe('fail:key_expired');
  });

  it('C-14 fails for the genuine key of another issuer', async () => {
    expect(check(['did:web:other.example#key-1'], await issuerDocument())).toBe('fail:controller_mismatch');
    const issuer = await issuerDocument();
    const [method] = issuer.document.verificationMethod as JsonObject[];
    const lent = { ...issuer.document, verificationMethod: [{ ...method, controller: 'did:web:other.example' }] };
    expect(check([methodId], { ...issuer, document: lent })).toBe('fail:controller_mismatch');
    expect(check([methodId], { ...issuer, document: { ...issuer.document, id: 'did:web:x.example' } })).toBe(
      'fail:document_id_mismatch',
    );
  });

  it('C-22 fails for a key under which one signature fits every message', async () => {
    const weak = `z${base58.encode(Uint8Array.from([0xed, 1, 1, ...new Uint8Array(31)]))}`;
    const issuer = await issuerDocument();
    const [method] = issuer.document.verificationMethod as JsonObject[];
    const document = { ...issuer.document, verificationMethod: [{ ...method, publicKeyMultibase: weak }] };
    expect(check([methodId], { ...issuer, document })).toBe('fail:weak_key');
  });

  it('passes on why the issuer could not be resolved, and says which kinds of key it does not know', async () => {
    expect(check([methodId], { ok: false, outcome: 'unknown', code: 'unreachable' })).toBe('unknown:unreachable');
    expect(check([methodId], { ok: false, outcome: 'fail', code: 'did_syntax' })).toBe('fail:did_syntax');
    expect(check([], await issuerDocument())).toBe('fail:no_method');
    const issuer = await issuerDocument();
    const [method] = issuer.document.verificationMethod as JsonObject[];
    const jwk = {
      ...issuer.document,
      verificationMethod: [{ ...method, type: 'JsonWebKey', publicKeyJwk: { kty: 'EC', crv: 'P-521' } }],
    };
    expect(check([methodId], { ...issuer, document: jwk })).toBe('unknown:unsupported_key_type');
  });

  it('a proof whose key was refused does not pass', async () => {
    const badge = await signedBadge();
    const issuer: IssuerDocument = { ok: false, outcome: 'unknown', code: 'unreachable' };
    const results = await verifyProofs({
      document: badge,
      now,
      resolveMethod: (id) => issuerKeyFor(id, issuerDid, issuer, now),
    });
    expect(results).toMatchObject([{ outcome: 'unknown', code: 'no_key', created }]);
  });
});
