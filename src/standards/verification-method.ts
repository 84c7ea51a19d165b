// The public key of a verification method (CID 1.0 §2.2, DID 1.0 §5.2.1), in each of the forms that issuers publish.
import * as base58 from 'base58-universal';
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { publicKeyOfJwk } from './jwk.ts';
import { decodeMultikey, encodeMultikey } from './multikey.ts';
import type { KeyAlgorithm, PublicKeyResult } from './public-key.ts';
import { StandardsError } from './standards-error.ts';

/** Private keys by the names under which they are published by mistake: whoever reads the document could have signed. */
const privateMembers = [
  'secretKeyMultibase',
  'privateKeyMultibase',
  'privateKeyBase58',
  'privateKeyJwk',
  'secretKeyJwk',
  'privateKeyPem',
];

/** Reads the key; the type decides which member it stands in. */
export function publicKeyOfMethod(method: JsonObject): PublicKeyResult {
  if (privateMembers.some((member) => member in method)) return { ok: false, code: 'bad_key' };
  switch (method.type) {
    case 'Multikey':
      return fromMultibase(method);
    case 'Ed25519VerificationKey2020':
      return only('Ed25519', fromMultibase(method));
    case 'Ed25519VerificationKey2018':
      return fromBase58(method);
    case 'JsonWebKey':
    case 'JsonWebKey2020':
      return fromJwk(method);
    case 'EcdsaSecp256r1VerificationKey2019':
      return only('P-256', 'publicKeyJwk' in method ? fromJwk(method) : fromMultibase(method));
    case 'EcdsaSecp256k1VerificationKey2019':
      return only('secp256k1', 'publicKeyJwk' in method ? fromJwk(method) : fromMultibase(method));
    default:
      return { ok: false, code: 'unsupported_key_type' };
  }
}

function fromMultibase({ publicKeyMultibase }: JsonObject): PublicKeyResult {
  return typeof publicKeyMultibase === 'string' ? decodeMultikey(publicKeyMultibase) : { ok: false, code: 'bad_key' };
}

function fromJwk({ publicKeyJwk }: JsonObject): PublicKeyResult {
  return isJsonObject(publicKeyJwk) ? publicKeyOfJwk(publicKeyJwk) : { ok: false, code: 'bad_key' };
}

/** 32 bytes in base58btc, without multibase letter and codec. */
function fromBase58({ publicKeyBase58: text }: JsonObject): PublicKeyResult {
  if (typeof text !== 'string' || !/^[1-9A-HJ-NP-Za-km-z]{32,44}$/.test(text)) return { ok: false, code: 'bad_key' };
  const bytes = base58.decode(text);
  if (bytes.length !== 32) return { ok: false, code: 'bad_key' };
  try {
    return decodeMultikey(encodeMultikey(bytes));
  } catch (error) {
    if (error instanceof StandardsError) return { ok: false, code: 'weak_key' };
    throw error;
  }
}

function only(algorithm: KeyAlgorithm, result: PublicKeyResult): PublicKeyResult {
  return result.ok && result.publicKey.algorithm !== algorithm ? { ok: false, code: 'bad_key' } : result;
}
