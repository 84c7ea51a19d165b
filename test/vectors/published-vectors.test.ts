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

/** The vectors use a context for examples, which no credential may use: every word without a definition becomes one. */
const examplesContext = 'https://www.w3.org/ns/credentials/examples/v2';
const loader: DocumentLoader = async (url) =>
  url === examplesContext
    ? {
        contextUrl: null,
        documentUrl: url,
        document: { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } },
      }
    : staticDocumentLoader(url);

async function outcome(document: JsonObject): Promise<string> {
  const [result] = await verifyProofs({
    document,
    now: new Date('2026-11-02T00:00:00Z'),
    documentLoader: loader,
    resolveMethod: (id) => {
      const publicKeyMultibase = id.split('#').at(-1) ?? '';
      return { ok: true, key: { id, controller: id.split('#')[0] ?? '', publicKeyMultibase } };
    },
  });
  return `${result?.outcome}:${result?.code}`;
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

  const jcs = 'real/vectors/vc-di-eddsa/eddsa-jcs-2022__signedJCS.json';
  it.skipIf(!existsSync(new URL(jcs, shared)))(
    'eddsa-jcs-2022: a proof that brings a context is not believed',
    async () => {
      expect(await outcome(json(jcs))).toBe('fail:data_loss');
    },
  );
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
