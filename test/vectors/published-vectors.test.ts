// If this fails, our signatures and those of the rest of the world are no longer the same thing.
// The vectors are those of W3C DI-EdDSA and of the Open Badges implementation guide; they lie outside the repository.
import { existsSync, readFileSync } from 'node:fs';
import * as base58 from 'base58-universal';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { staticDocumentLoader } from '../../src/standards/contexts.ts';
import type { DocumentLoader } from '../../src/standards/contexts.ts';
import { prepareSigning } from '../../src/standards/data-integrity.ts';
import type { ProofSuite } from '../../src/standards/data-integrity.ts';
import { decodeMultikey } from '../../src/standards/multikey.ts';
import { verifyProofs } from '../../src/standards/verify-proofs.ts';

const shared = new URL('../../../shared/data/', import.meta.url);
const present = existsSync(new URL('examples/w3c-vc-di-eddsa/unsigned.json', shared));
if (!present) console.warn('Skipped: the published vectors are not here.');

function read(file: string): string {
  return readFileSync(new URL(file, shared), 'utf8').trim();
}
function json(file: string): JsonObject {
  return JSON.parse(read(file)) as JsonObject;
}

/** The vectors use contexts that no credential may use; in the first, every word without a definition becomes one. */
const otherContexts: ReadonlyMap<string, JsonObject> = new Map([
  [
    'https://www.w3.org/ns/credentials/examples/v2',
    { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
  ],
  ...['v3', 'v4rc1'].flatMap((version): [string, JsonObject][] => {
    const file = `real/contexts/w3id.org_citizenship_${version}.json`;
    const isHere = existsSync(new URL(file, shared));
    return isHere ? [[`https://w3id.org/citizenship/${version}`, json(file)]] : [];
  }),
]);
const loader: DocumentLoader = async (url) => {
  const document = otherContexts.get(url);
  return document === undefined ? staticDocumentLoader(url) : { contextUrl: null, documentUrl: url, document };
};

/** One answer for each proof. In the vectors the name of a method is its key. */
async function outcomes(document: JsonObject, allowBaseProof = false): Promise<readonly string[]> {
  const results = await verifyProofs({
    document,
    now: new Date('2026-11-02T00:00:00Z'),
    documentLoader: loader,
    allowBaseProof,
    resolveMethod: (id) => {
      const [controller = '', multikey = ''] = id.split('#');
      const key = decodeMultikey(multikey);
      if (!key.ok) throw new Error(`The vector has no usable key: ${id}`);
      return { ok: true, key: { id, controller, publicKey: key.publicKey } };
    },
  });
  return results.map(({ outcome: result, code }) => `${result}:${code}`);
}

async function outcome(document: JsonObject, allowBaseProof = false): Promise<string> {
  return (await outcomes(document, allowBaseProof)).join(' ');
}

const w3c = 'examples/w3c-vc-di-eddsa/';
const suites: readonly (readonly [ProofSuite, string, string])[] = [
  ['eddsa-rdfc-2022', 'eddsa-rdfc-2022/', 'DataInt'],
  ['Ed25519Signature2020', 'Ed25519Signature2020/', 'EdSig'],
];

describe.skipIf(!present)('W3C DI-EdDSA', () => {
  it.each(suites)(
    '%s: the bytes to sign and the signed document are those of the vector',
    async (suite, folder, ending) => {
      const signed = json(`${w3c}${folder}signed${ending}.json`);
      const { proof, ...unsigned } = signed;
      const { verificationMethod, created, proofValue } = proof as Record<string, string>;
      const prepared = await prepareSigning({
        unsigned,
        suite,
        verificationMethod: verificationMethod ?? '',
        created: created ?? '',
        documentLoader: loader,
      });
      expect(Buffer.from(prepared.bytesToSign).toString('hex')).toBe(read(`${w3c}${folder}combinedHash${ending}.txt`));
      const signature = base58.decode((proofValue ?? '').slice(1));
      expect(Buffer.from(signature).toString('hex')).toBe(read(`${w3c}${folder}sigHex${ending}.txt`));
      expect(prepared.withSignature(signature)).toEqual({ ...unsigned, proof: [proof] });
    },
  );

  it.each(suites)('%s: the signed document verifies, and not with one word changed', async (_suite, folder, ending) => {
    const signed = json(`${w3c}${folder}signed${ending}.json`);
    expect(await outcome(signed)).toBe('pass:ok');
    expect(await outcome({ ...signed, name: 'Another Credential' })).toBe('fail:signature');
  });
});

const vectors = 'real/vectors/';
const haveVectors = existsSync(new URL(`${vectors}vc-di-ecdsa/`, shared));
if (!haveVectors) console.warn('Skipped: the vectors of ECDSA, of canonical JSON and of proof chains are not here.');

const single = [
  'vc-di-eddsa/eddsa-rdfc-2022__signedDataInt.json',
  'vc-di-eddsa/eddsa-rdfc-2022__employ__signedDataInt.json',
  'vc-di-eddsa/eddsa-jcs-2022__signedJCS.json',
  'vc-di-eddsa/Ed25519Signature2020__signedEdSig.json',
  'vc-di-ecdsa/ecdsa-rdfc-2019-p256__signedECDSAP256.json',
  'vc-di-ecdsa/ecdsa-rdfc-2019-p256__employ__signedECDSAP256.json',
  'vc-di-ecdsa/ecdsa-rdfc-2019-p384__signedECDSAP384.json',
  'vc-di-ecdsa/ecdsa-rdfc-2019-p384__employ__signedECDSAP384.json',
  'vc-di-ecdsa/ecdsa-jcs-2019-p256__signedJCSECDSAP256.json',
  'vc-di-ecdsa/ecdsa-jcs-2019-p384__signedJCSECDSAP384.json',
  'vc-di-ecdsa/ecdsa-sd-2023__employ__derivedRevealDocument.json',
  'vc-di-ecdsa/ecdsa-sd-2023__prc__derivedRevealDocument.json',
];

describe.skipIf(!haveVectors)('W3C vectors of every suite', () => {
  it.each(single)('%s verifies, and neither with a date changed nor with a subject renamed', async (file) => {
    const signed = json(vectors + file);
    expect(await outcome(signed)).toBe('pass:ok');
    expect(await outcome({ ...signed, validFrom: '2011-01-01T00:00:00Z' })).toBe('fail:signature');
    const credentialSubject = { ...(signed.credentialSubject as JsonObject), id: 'did:example:another' };
    expect(await outcome({ ...signed, credentialSubject })).toBe('fail:signature');
  });

  it('a base proof is the holder’s: only who issued it is told that it is good', async () => {
    for (const name of ['employ', 'prc']) {
      const signed = json(`${vectors}vc-di-ecdsa/ecdsa-sd-2023__${name}__addSignedSDBase.json`);
      expect(await outcome(signed)).toBe('unknown:base_proof');
    }
    const own = json(`${vectors}vc-di-ecdsa/ecdsa-sd-2023__employ__addSignedSDBase.json`);
    expect(await outcome(own, true)).toBe('pass:ok');
    expect(await outcome({ ...own, validFrom: '2011-01-01T00:00:00Z' }, true)).toBe('fail:signature');
  });

  it('C-19 a derived proof in another multibase, or cut short, is no proof', async () => {
    const signed = json(`${vectors}vc-di-ecdsa/ecdsa-sd-2023__prc__derivedRevealDocument.json`);
    const proof = signed.proof as JsonObject;
    const proofValue = proof.proofValue as string;
    const bytes = Buffer.from(proofValue.slice(1), 'base64url');
    const change = (value: string): Promise<string> => outcome({ ...signed, proof: { ...proof, proofValue: value } });
    expect(await change(`z${base58.encode(bytes)}`)).toBe('fail:encoding');
    expect(await change(`${proofValue}==`)).toBe('fail:encoding');
    for (const length of [3, 4, 60, 200, bytes.length - 1]) {
      expect(await change(`u${bytes.subarray(0, length).toString('base64url')}`)).toBe('fail:signature');
    }
  });

  it('a proof of canonical JSON under contexts that are not those of the document is not believed', async () => {
    const signed = json(`${vectors}vc-di-eddsa/eddsa-jcs-2022__signedJCS.json`);
    const contexts = [...(signed['@context'] as string[]), 'https://w3id.org/security/data-integrity/v2'];
    expect(await outcome({ ...signed, '@context': contexts })).toBe('fail:data_loss');
    const { '@context': _contexts, ...proof } = signed.proof as JsonObject;
    expect(await outcome({ ...signed, proof })).toBe('fail:signature');
  });
});

const chain = `${vectors}vc-di-eddsa/proof-set-chain__`;

describe.skipIf(!haveVectors)('W3C proof sets and chains', () => {
  it.each([
    ['signedProofSet1', 1],
    ['signedProofSet2', 2],
    ['signedProofChain1', 3],
    ['signedProofChain2', 4],
  ])('%s verifies in any order', async (name, count) => {
    const signed = json(`${chain}${name}.json`);
    const proofs = (Array.isArray(signed.proof) ? signed.proof : [signed.proof]) as JsonObject[];
    const good = Array.from({ length: count }, () => 'pass:ok');
    expect(await outcomes(signed)).toEqual(good);
    expect(await outcomes({ ...signed, proof: proofs.toReversed() })).toEqual(good);
  });

  it('a chain without one of its proofs fails', async () => {
    const signed = json(`${chain}signedProofChain2.json`);
    const proofs = signed.proof as JsonObject[];
    const without = (gone: number) => outcomes({ ...signed, proof: proofs.filter((_, at) => at !== gone) });
    expect(await without(0)).toEqual(['pass:ok', 'fail:proof_chain', 'pass:ok']);
    expect(await without(1)).toEqual(['pass:ok', 'fail:proof_chain', 'pass:ok']);
    expect(await without(2)).toEqual(['pass:ok', 'pass:ok', 'fail:proof_chain']);
    expect(await without(3)).toEqual(['pass:ok', 'pass:ok', 'pass:ok']);
  });

  it('a link that is cut, bent to another proof, doubled or closed to a circle fails', async () => {
    const signed = json(`${chain}signedProofChain1.json`);
    const [first, second, third] = signed.proof as [JsonObject, JsonObject, JsonObject];
    const changed = async (change: JsonObject, at = 2): Promise<string | undefined> => {
      const proofs = [first, second, third].map((proof, index) => (index === at ? { ...proof, ...change } : proof));
      return (await outcomes({ ...signed, proof: proofs }))[at];
    };
    const { previousProof: _previous, ...alone } = third;
    expect((await outcomes({ ...signed, proof: [first, second, alone] }))[2]).toBe('fail:signature');
    expect(await changed({ previousProof: [first.id as string] })).toBe('fail:signature');
    expect(await changed({ previousProof: first.id as string })).toBe('fail:signature');
    expect(await changed({ previousProof: [first.id as string, first.id as string] })).toBe('fail:proof_chain');
    expect(await changed({ previousProof: third.id as string })).toBe('fail:proof_chain');
    expect(await changed({ previousProof: third.id as string }, 0)).toBe('fail:proof_chain');
    expect(await changed({ previousProof: 456_321 })).toBe('fail:proof_chain');
    expect(await changed({ previousProof: 'urn:uuid:gone' })).toBe('fail:proof_chain');
    expect((await outcomes({ ...signed, proof: [first, { ...second, id: first.id as string }, third] }))[2]).toBe(
      'fail:proof_chain',
    );
  });
});

describe.skipIf(!present)('Open Badges implementation guide', () => {
  it.each(['test-vector-ob-signed-credential.json'])('%s verifies, and not when altered', async (file) => {
    const signed = json(`examples/ob_v3p0_impl/${file}`);
    expect(await outcome(signed)).toBe('pass:ok');
    expect(await outcome({ ...signed, validFrom: '2011-01-01T00:00:00Z' })).toBe('fail:signature');
  });

  it('the credential signed by us at that time has the same bytes to sign', async () => {
    const signed = json('examples/ob_v3p0_impl/test-vector-ob-signed-credential.json');
    const { proof, ...unsigned } = signed;
    const { verificationMethod = '', created = '', proofValue = '' } = proof as Record<string, string>;
    const prepared = await prepareSigning({ unsigned, suite: 'eddsa-rdfc-2022', verificationMethod, created });
    expect(prepared.withSignature(base58.decode(proofValue.slice(1)))).toEqual({ ...unsigned, proof: [proof] });
    expect(await outcome(prepared.withSignature(base58.decode(proofValue.slice(1))))).toBe('pass:ok');
  });
});
