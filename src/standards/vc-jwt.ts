// Compact JWS text taken apart (RFC 7515 §3.1, RFC 4648 §5; headers as Open Badges 3.0 §8.2 allows them).
// This only reads: the payload text goes to the one JSON parser, and what the header says is data for the checks.
// Whether the signature is good is for `verifyJwt`.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { decodeBase64Url } from './base64url.ts';
import type { CheckCode } from './checks/check-codes.ts';
import type { KeyAlgorithm } from './public-key.ts';

export type CompactJws =
  | {
      readonly ok: true;
      /** The compact text itself. */
      readonly text: string;
      readonly header: JsonObject;
      /** UTF-8 bytes of the payload, unread. */
      readonly payload: Uint8Array;
      /** ASCII of `header.payload`, what a signature is over. */
      readonly signingInput: string;
      readonly signature: Uint8Array;
    }
  | { readonly ok: false; readonly code: CheckCode<'parse'> };

export interface JwtProofReading {
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly code: CheckCode<'proof'>;
  /** The header member that is to blame. */
  readonly header?: string;
}

const maximumHeaderBytes = 8 * 1024;

/** Whether text has the shape of a compact JWS: three parts and dots. */
export function looksLikeCompactJws(text: string): boolean {
  return /^[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]*$/.test(text);
}

/** Takes a compact JWS apart. Padding, other alphabets and unused trailing bits that are set are `encoding`. */
export function parseCompactJws(text: string): CompactJws {
  const parts = text.split('.', 4);
  const [header, payload, signature] = parts.map(decodeBase64Url);
  if (parts.length !== 3 || header === undefined || payload === undefined || signature === undefined) {
    return { ok: false, code: 'encoding' };
  }
  if (header.length > maximumHeaderBytes) return { ok: false, code: 'too_large' };
  const read = parseJson(header, { maxDepth: 8 });
  if (!read.ok)
    return { ok: false, code: read.error.slug === 'malformed-json' ? (read.error.code as 'syntax') : 'syntax' };
  if (!isJsonObject(read.value)) return { ok: false, code: 'not_object' };
  return { ok: true, text, header: read.value, payload, signingInput: text.slice(0, text.lastIndexOf('.')), signature };
}

const allowedHeaders = ['alg', 'kid', 'jwk', 'typ', 'cty'];
const privateKeyMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
/** Open Badges 3.0 has `JWT`, VC-JOSE-COSE §3.1 the others; media types are compared without case and `application/`. */
const types = ['jwt', 'vc+jwt', 'vp+jwt', 'vc+ld+jwt', 'vp+ld+jwt', 'vc+ld+json+jwt', 'vp+ld+json+jwt'];
const contentTypes = ['vc', 'vp', 'vc+ld+json', 'vp+ld+json'];

/** Which keys an algorithm takes (RFC 7518 §3.1, RFC 8037, RFC 8812 §3.2, RFC 9864): never more than one kind. */
export const jwtAlgorithms: ReadonlyMap<string, KeyAlgorithm> = new Map([
  ['RS256', 'RSA'],
  ['ES256', 'P-256'],
  ['ES384', 'P-384'],
  ['ES256K', 'secp256k1'],
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
]);

/**
 * What the header alone says about the proof; `pass` only means that the signature may now be checked. `none` and MACs
 * fail, so do `crit`, members Open Badges does not allow and a private key; any other algorithm is unknown.
 */
export function readJwtProof(header: JsonObject): JwtProofReading {
  const { alg } = header;
  if (typeof alg !== 'string' || /^(?:none|hs\d*)$/i.test(alg)) return { outcome: 'fail', code: 'alg', header: 'alg' };
  if ('crit' in header) return { outcome: 'fail', code: 'crit', header: 'crit' };
  const forbidden = Object.keys(header).find((name) => !isAllowed(name, header[name]));
  if (forbidden !== undefined) return { outcome: 'fail', code: 'forbidden_header', header: forbidden };
  const malformed = malformedHeader(header);
  if (malformed !== undefined) return { outcome: 'fail', code: 'bad_header', header: malformed };
  if (!jwtAlgorithms.has(alg)) return { outcome: 'unknown', code: 'unsupported_suite', header: 'alg' };
  return { outcome: 'pass', code: 'ok' };
}

function isAllowed(name: string, value: JsonValue | undefined): boolean {
  return allowedHeaders.includes(name) && (name !== 'cty' || isOneOf(value, contentTypes));
}

function malformedHeader({ typ, kid, jwk }: JsonObject): string | undefined {
  if (typ !== undefined && !isOneOf(typ, types)) return 'typ';
  if (kid !== undefined && (typeof kid !== 'string' || kid === '')) return 'kid';
  if (jwk === undefined) return undefined;
  const isPublicKey = isJsonObject(jwk) && !privateKeyMembers.some((member) => member in jwk);
  return isPublicKey ? undefined : 'jwk';
}

function isOneOf(value: JsonValue | undefined, names: readonly string[]): boolean {
  return typeof value === 'string' && names.includes(value.toLowerCase().replace(/^application\//, ''));
}
