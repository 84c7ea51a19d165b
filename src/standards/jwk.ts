// Public keys out of JSON Web Keys (RFC 7517, RFC 7518 §6, RFC 8037 §2): Ed25519, P-256, P-384,
// secp256k1 (RFC 8812 §3.1), and RSA of 2048 bits or more.
import { isJsonArray } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { decodeBase64Url } from './base64url.ts';
import { isOnCurve, isPrimeCurve, isWeakEd25519 } from './curve-points.ts';
import type { PrimeCurve } from './curve-points.ts';
import type { KeyRefusal, PublicKeyResult } from './public-key.ts';

/** Members of private and shared keys; a key that was published with one of them is anybody's. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];

/** Beyond these an RSA key is legal, but checking a signature takes long. */
const longestModulus = 1024;
const longestExponent = 8;

/** Reads a JWK. `alg`, `kid` and other members that do not name the key are left out of what is answered. */
export function publicKeyOfJwk(jwk: JsonObject): PublicKeyResult {
  if (privateMembers.some((member) => member in jwk)) return refused('bad_key');
  if (jwk.use !== undefined && jwk.use !== 'sig') return refused('bad_key');
  if (isJsonArray(jwk.key_ops) && !jwk.key_ops.includes('verify')) return refused('bad_key');
  if (typeof jwk.kty !== 'string') return refused('bad_key');
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') return ed25519Key(jwk);
  if (jwk.kty === 'EC' && isPrimeCurve(jwk.crv)) return curveKey(jwk, jwk.crv);
  if (jwk.kty === 'RSA') return rsaKey(jwk);
  return refused('unsupported_key_type');
}

function ed25519Key({ x }: JsonObject): PublicKeyResult {
  const bytes = bytesOf(x);
  if (typeof x !== 'string' || bytes?.length !== 32) return refused('bad_key');
  if (isWeakEd25519(bytes)) return refused('weak_key');
  return { ok: true, publicKey: { algorithm: 'Ed25519', jwk: { kty: 'OKP', crv: 'Ed25519', x } } };
}

function curveKey({ x, y }: JsonObject, crv: PrimeCurve): PublicKeyResult {
  const [xBytes, yBytes] = [bytesOf(x), bytesOf(y)];
  const isPoint = xBytes !== undefined && yBytes !== undefined && isOnCurve(crv, xBytes, yBytes);
  if (typeof x !== 'string' || typeof y !== 'string' || !isPoint) return refused('bad_key');
  return { ok: true, publicKey: { algorithm: crv, jwk: { kty: 'EC', crv, x, y } } };
}

function rsaKey(jwk: JsonObject): PublicKeyResult {
  const [n, e] = [bytesOf(jwk.n), bytesOf(jwk.e)].map(withoutLeadingZeros);
  if (n === undefined || e === undefined || n.length === 0 || e.length === 0) return refused('bad_key');
  const isOdd = (bytes: Uint8Array): boolean => ((bytes.at(-1) ?? 0) & 1) === 1;
  if (!isOdd(n) || !isOdd(e) || (e.length === 1 && e[0] === 1)) return refused('bad_key');
  if (n.length > longestModulus || e.length > longestExponent) return refused('unsupported_key_type');
  if (n.length < 256 || (n.length === 256 && (n[0] ?? 0) < 0x80)) return refused('weak_key');
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  return { ok: true, publicKey: { algorithm: 'RSA', jwk: { kty: 'RSA', n: text(n), e: text(e) } } };
}

/** Some writers put a zero in front of a number whose first bit is set; the number is the same. */
function withoutLeadingZeros(bytes: Uint8Array | undefined): Uint8Array | undefined {
  const first = bytes?.findIndex((byte) => byte !== 0) ?? -1;
  return first === -1 ? undefined : bytes?.slice(first);
}

function bytesOf(value: JsonValue | undefined): Uint8Array | undefined {
  return typeof value === 'string' ? decodeBase64Url(value) : undefined;
}

function refused(code: KeyRefusal): PublicKeyResult {
  return { ok: false, code };
}
