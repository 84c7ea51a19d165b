// Public keys as Multikey text (CID 1.0 §2.2.2): a multicodec and the key in base58btc. `z6Mk…` is Ed25519, `zDn…` P-256,
// `z82…` P-384, `zQ3s…` secp256k1; did:key also has a codec for JWKs in their canonical form (RFC 8785).
import * as base58 from 'base58-universal';
import { canonicalJson, isJsonObject, parseJson } from '../kernel/json.ts';
import { decodeBase64Url } from './base64url.ts';
import { compress, decompress, isWeakEd25519 } from './curve-points.ts';
import type { PrimeCurve } from './curve-points.ts';
import { publicKeyOfJwk } from './jwk.ts';
import type { KeyRefusal, PublicKey, PublicKeyResult } from './public-key.ts';
import { StandardsError } from './standards-error.ts';

const ed25519Codec = [0xed, 0x01] as const;
const curveCodecs: Readonly<Record<PrimeCurve, readonly number[]>> = {
  'P-256': [0x80, 0x24],
  'P-384': [0x81, 0x24],
  secp256k1: [0xe7, 0x01],
};
const jwkCodec = [0xd1, 0xd6, 0x03] as const;

/** Codecs of keys that are well written but cannot be used here, with the length of the key; RSA has none. */
const otherCodecs: readonly { readonly codec: readonly number[]; readonly length?: number }[] = [
  { codec: [0xec, 0x01], length: 32 }, // X25519
  { codec: [0xea, 0x01], length: 48 }, // BLS12-381 G1
  { codec: [0xeb, 0x01], length: 96 }, // BLS12-381 G2
  { codec: [0xee, 0x01], length: 144 }, // BLS12-381 G1 and G2
  { codec: [0x82, 0x24], length: 67 }, // P-521
  { codec: [0x83, 0x24], length: 57 }, // Ed448
  { codec: [0x84, 0x24], length: 56 }, // X448
  { codec: [0x85, 0x24] }, // RSA
];

/** Decoding takes the square of the length; the longest key that can be meant is an RSA key of 4096 bits as a JWK. */
const longestText = 1600;
const base58Text = /^z[1-9A-HJ-NP-Za-km-z]+$/;

/**
 * The multikey text of a 32-byte Ed25519 public key.
 * @throws StandardsError bad_key for a wrong length or a key that proves nothing
 */
export function encodeMultikey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32) throw new StandardsError('bad_key', 'An Ed25519 public key has 32 bytes.');
  if (isWeakEd25519(publicKey)) throw new StandardsError('bad_key', 'This Ed25519 public key is not usable.');
  return multibase(ed25519Codec, publicKey);
}

/** The multikey text of a key; undefined for RSA, which has none that verifiers agree on. */
export function multikeyOf({ algorithm, jwk }: PublicKey): string | undefined {
  const [x, y] = [jwk.x, jwk.y].map((part) => (typeof part === 'string' ? decodeBase64Url(part) : undefined));
  if (algorithm === 'RSA' || x === undefined) return undefined;
  if (algorithm === 'Ed25519') return multibase(ed25519Codec, x);
  return y && multibase(curveCodecs[algorithm], compress(x, y));
}

/** Reads multikey text. A text that is no key of any known codec, or of a wrong length, is `bad_key`. */
export function decodeMultikey(text: string): PublicKeyResult {
  if (text.length > longestText || !base58Text.test(text)) return refused('bad_key');
  const bytes = base58.decode(text.slice(1));
  const after = (codec: readonly number[]): Uint8Array | undefined =>
    codec.every((byte, index) => bytes[index] === byte) ? bytes.slice(codec.length) : undefined;

  const ed25519 = after(ed25519Codec);
  if (ed25519 !== undefined) return ed25519Key(ed25519);
  for (const crv of ['P-256', 'P-384', 'secp256k1'] as const) {
    const point = after(curveCodecs[crv]);
    if (point !== undefined) return curveKey(crv, point);
  }
  const jwk = after(jwkCodec);
  if (jwk !== undefined) return canonicalJwkKey(jwk);
  const other = otherCodecs.find(({ codec, length }) => {
    const key = after(codec);
    return key !== undefined && key.length > 0 && key.length === (length ?? key.length);
  });
  return refused(other === undefined ? 'bad_key' : 'unsupported_key_type');
}

function ed25519Key(bytes: Uint8Array): PublicKeyResult {
  if (bytes.length !== 32) return refused('bad_key');
  if (isWeakEd25519(bytes)) return refused('weak_key');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: base64Url(bytes) };
  return { ok: true, publicKey: { algorithm: 'Ed25519', jwk } };
}

function curveKey(crv: PrimeCurve, bytes: Uint8Array): PublicKeyResult {
  const point = decompress(crv, bytes);
  if (point === undefined) return refused('bad_key');
  const jwk = { kty: 'EC', crv, x: base64Url(point.x), y: base64Url(point.y) };
  return { ok: true, publicKey: { algorithm: crv, jwk } };
}

/** Only the canonical text is read: another spelling of the same key would be another name for it. */
function canonicalJwkKey(bytes: Uint8Array): PublicKeyResult {
  const read = parseJson(bytes, { maxDepth: 4 });
  if (!read.ok || !isJsonObject(read.value)) return refused('bad_key');
  if (!Buffer.from(canonicalJson(read.value)).equals(bytes)) return refused('bad_key');
  return publicKeyOfJwk(read.value);
}

function multibase(codec: readonly number[], key: Uint8Array): string {
  return `z${base58.encode(Uint8Array.from([...codec, ...key]))}`;
}

function base64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function refused(code: KeyRefusal): PublicKeyResult {
  return { ok: false, code };
}
