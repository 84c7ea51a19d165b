// Compact JWS text taken apart (RFC 7515 §3.1, RFC 4648 §5; headers as Open Badges 3.0 §8.2 allows them).
// This only reads: the payload text goes to the one JSON parser, and what the header says is data for the checks.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { CheckCode } from './checks/check-codes.ts';

export type CompactJws =
  | {
      readonly ok: true;
      readonly header: JsonObject;
      /** UTF-8 bytes of the payload, unread. */
      readonly payload: Uint8Array;
      /** ASCII of `header.payload`, what a signature is over. */
      readonly signingInput: string;
      readonly signature: Uint8Array;
    }
  | { readonly ok: false; readonly code: CheckCode<'parse'> };

export interface JwtProofReading {
  readonly outcome: 'fail' | 'unknown';
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
  return { ok: true, header: read.value, payload, signingInput: text.slice(0, text.lastIndexOf('.')), signature };
}

/** Strict base64url: no padding, and the same text comes out again, so that one value has one spelling. */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

const allowedHeaders = ['alg', 'kid', 'jwk', 'typ'];
const privateKeyMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/**
 * What the header alone says about the proof. `none` and MACs fail, so do `crit`, members Open Badges does not allow and
 * a private key; any other algorithm is `unknown:unsupported_suite` until signatures of JWTs are verified here.
 */
export function readJwtProof(header: JsonObject): JwtProofReading {
  const { alg } = header;
  if (typeof alg !== 'string' || /^(?:none|hs\d*)$/i.test(alg)) return { outcome: 'fail', code: 'alg', header: 'alg' };
  if ('crit' in header) return { outcome: 'fail', code: 'crit', header: 'crit' };
  const forbidden = Object.keys(header).find((name) => !allowedHeaders.includes(name));
  if (forbidden !== undefined) return { outcome: 'fail', code: 'forbidden_header', header: forbidden };
  const malformed = malformedHeader(header);
  if (malformed !== undefined) return { outcome: 'fail', code: 'bad_header', header: malformed };
  return { outcome: 'unknown', code: 'unsupported_suite', header: 'alg' };
}

function malformedHeader(header: JsonObject): string | undefined {
  const { typ, kid, jwk } = header;
  if (!isOptionalText(typ)) return 'typ';
  if (!isOptionalText(kid)) return 'kid';
  if (jwk === undefined) return kid === undefined ? 'kid' : undefined;
  const isPublicKey = isJsonObject(jwk) && !privateKeyMembers.some((member) => member in jwk);
  return isPublicKey ? undefined : 'jwk';
}

function isOptionalText(value: JsonValue | undefined): boolean {
  return value === undefined || typeof value === 'string';
}
