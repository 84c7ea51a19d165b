// A JWS without its payload (RFC 7797, RFC 7515 appendix F), as proofs from before Data Integrity carry one: two dots in a row,
// and a header that says that what was signed is elsewhere and not encoded.
import { flattenedVerify, importJWK } from 'jose';
import { isSecp256k1Signature } from '../../kernel/ecdsa.ts';
import { isJsonArray, isJsonObject, parseJson } from '../../kernel/json.ts';
import { decodeBase64Url } from '../base64url.ts';
import type { KeyAlgorithm, PublicKey } from '../public-key.ts';
import { jwtAlgorithms } from '../vc-jwt.ts';

export interface DetachedJws {
  readonly alg: string;
  /** As it is written, base64url. */
  readonly header: string;
  readonly signature: string;
}

const longest = 4 * 1024;
/** RSA signs here as in no JWT of a badge (lds-jws2020 §2.1). */
const algorithmOf: ReadonlyMap<string, KeyAlgorithm> = new Map([...jwtAlgorithms, ['PS256', 'RSA']]);

/** Takes it apart; undefined when it is not written as one. Other members of the header mean nothing here. */
export function readDetachedJws(text: string): DetachedJws | undefined {
  const [header = '', payload, signature = '', ...more] = text.length > longest ? [] : text.split('.', 4);
  const [headerBytes, signatureBytes] = [header, signature].map(decodeBase64Url);
  if (payload !== '' || more.length > 0 || !headerBytes?.length || !signatureBytes?.length) return undefined;
  const read = parseJson(headerBytes, { maxDepth: 4 });
  if (!read.ok || !isJsonObject(read.value)) return undefined;
  const { alg, b64, crit } = read.value;
  const isDetached = b64 === false && isJsonArray(crit) && crit.length === 1 && crit[0] === 'b64';
  return isDetached && typeof alg === 'string' ? { alg, header, signature } : undefined;
}

/** Whether a key of this kind can have made it. */
export function fits({ alg }: DetachedJws, { algorithm }: PublicKey): boolean {
  return algorithmOf.get(alg) === algorithm;
}

/** Whether it is the key's signature over this payload. The key is of the kind that the algorithm takes. */
export async function isDetachedJwsOf(key: PublicKey, payload: Uint8Array, jws: DetachedJws): Promise<boolean> {
  const { alg, header, signature } = jws;
  const { x, y } = key.jwk;
  if (alg === 'ES256K') {
    const data = Buffer.concat([Buffer.from(`${header}.`), payload]);
    const isPoint = typeof x === 'string' && typeof y === 'string';
    return isPoint && isSecp256k1Signature({ x, y }, data, decodeBase64Url(signature) ?? new Uint8Array());
  }
  try {
    const publicKey = await importJWK({ ...key.jwk }, alg);
    await flattenedVerify({ protected: header, payload, signature }, publicKey, { algorithms: [alg] });
    return true;
  } catch {
    // Whatever the library has against it, nothing is known to have been signed.
    return false;
  }
}
