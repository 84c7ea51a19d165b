// ecdsa-sd-2023 (DI-ECDSA §3.4): the issuer signs every statement, the holder shows some of them. What a holder shows carries
// a derived proof. The base proof is the holder's own: it verifies as well, but whoever shows it gives everything away.
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createConfirmCryptosuite, createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import type { VerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { decodeBase64Url } from '../base64url.ts';
import { libraryFailure } from './library-suite.ts';
import type { VerifyingSuite } from './verifying-suite.ts';

/** Multibase base64url of CBOR that begins with one of two tags. */
const longest = 64 * 1024;
const baseTag = [0xd9, 0x5d, 0x00];
const derivedTag = [0xd9, 0x5d, 0x01];

function kindOf(proofValue: string): 'signature' | 'base' | undefined {
  if (proofValue.length > longest || !proofValue.startsWith('u')) return undefined;
  const bytes = decodeBase64Url(proofValue.slice(1));
  const startsWith = (tag: readonly number[]): boolean => tag.every((byte, index) => bytes?.[index] === byte);
  if (startsWith(baseTag)) return 'base';
  return startsWith(derivedTag) ? 'signature' : undefined;
}

export const ecdsaSd2023: VerifyingSuite = {
  name: 'ecdsa-sd-2023',
  algorithms: ['P-256'],
  reads: kindOf,
  failure: async (input) => {
    const { proofValue } = input.proof;
    const isBase = typeof proofValue === 'string' && kindOf(proofValue) === 'base';
    const cryptosuite = isBase ? createConfirmCryptosuite() : withoutRepetition(createVerifyCryptosuite());
    return libraryFailure(new DataIntegrityProof({ cryptosuite }), input);
  },
};

/**
 * A holder chooses under which name each node is compared with what was signed, and could give two nodes one name: what the
 * issuer said of one thing would be shown as said of two. Every node hangs from another, so that statement then comes twice.
 */
function withoutRepetition(suite: VerifyCryptosuite): VerifyCryptosuite {
  return {
    ...suite,
    createVerifyData: async (options) => {
      const data = await suite.createVerifyData(options);
      if (new Set(data.nonMandatory).size < data.nonMandatory.length) throw new Error('A statement is repeated.');
      return data;
    },
  };
}
