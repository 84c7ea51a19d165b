// Suites that sign the canonical RDF of a document (RDFC-1.0): eddsa-rdfc-2022 (DI-EdDSA §3.2), ecdsa-rdfc-2019 with P-256 or
// P-384 (DI-ECDSA §3.2), and Ed25519Signature2020, which came before them.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { KeyAlgorithm } from '../public-key.ts';
import { libraryFailure } from './library-suite.ts';
import { readSignature } from './signature-text.ts';
import type { VerifyingSuite } from './verifying-suite.ts';

type LibrarySuite = DataIntegrityProof | Ed25519Signature2020;

/** A new instance for every proof: the library's remember the last document they saw. */
function suiteOf(name: string, algorithms: readonly KeyAlgorithm[], instance: () => LibrarySuite): VerifyingSuite {
  return {
    name,
    algorithms,
    reads: (proofValue) => (readSignature(proofValue, algorithms) === undefined ? undefined : 'signature'),
    failure: (input) => libraryFailure(instance(), input),
  };
}

export const rdfcSuites: readonly VerifyingSuite[] = [
  suiteOf('eddsa-rdfc-2022', ['Ed25519'], () => new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 })),
  suiteOf('Ed25519Signature2020', ['Ed25519'], () => new Ed25519Signature2020()),
  suiteOf('ecdsa-rdfc-2019', ['P-256', 'P-384'], () => new DataIntegrityProof({ cryptosuite: ecdsaRdfc2019 })),
];
