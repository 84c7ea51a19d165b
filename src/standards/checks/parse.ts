// Check `parse`: one credential or presentation is found in what was handed in, as JSON or as a compact JWS around JSON.
// Text that is JSON but holds values no signature can bind (lone surrogates, unsafe numbers) parses; `structure` fails it.
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonError, JsonObject } from '../../kernel/json.ts';
import { kindOf } from '../document-kind.ts';
import { credentialOfJwt } from '../jwt-claims.ts';
import { looksLikeCompactJws, parseCompactJws, readJwtProof } from '../vc-jwt.ts';
import type { CompactJws, JwtProofReading } from '../vc-jwt.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import type { CheckCode } from './check-codes.ts';
import { limits } from './limits.ts';
import { listOf } from './walk.ts';

/** How the document is secured: by proofs inside it, or by a JWS around it. */
export type Envelope =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'jwt';
      readonly header: JsonObject;
      readonly proof: JwtProofReading;
      readonly jws: CompactJws & { readonly ok: true };
      /** All claims of the JWT, of which the document may be one. */
      readonly payload: JsonObject;
    };

export interface ParsedCredential {
  /** `parse`, and `structure` when the values already decided it. */
  readonly results: readonly CheckResult[];
  /** How it was written; absent when reading failed before that was known. */
  readonly form?: 'json' | 'jwt';
  /**
   * Absent when reading failed. Of a JWT with a `vc` or `vp` claim (VCDM 1.1 §6.3.1) this is what
   * the claim holds, filled in from the other claims; see `credentialOfJwt`.
   */
  readonly document?: JsonObject;
  readonly envelope?: Envelope;
}

/** Reads a credential or a presentation from bytes or text: up to 512 KB, a comprehensive learner record up to 8 MB. */
export function parseCredential(input: Uint8Array | string): ParsedCredential {
  const length = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (length > limits.recordBytes) return failed('too_large');
  const text = (typeof input === 'string' ? input : Buffer.from(input).toString('latin1')).trim();
  if (text.startsWith('{')) return readObject(input, length);
  // Selective disclosure adds parts after the signature, each behind a tilde; what they hide cannot be judged here.
  if (/^[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]+\.[A-Za-z0-9_=-]*~/.test(text)) return failed('unsupported_format');
  return looksLikeCompactJws(text) ? parseJwt(text, length) : readObject(input, length);
}

function parseJwt(text: string, length: number): ParsedCredential {
  const jws = parseCompactJws(text);
  if (!jws.ok) return failed(jws.code);
  return readObject(jws.payload, length, jws);
}

/** @param length of everything handed in, in bytes */
function readObject(
  input: Uint8Array | string,
  length: number,
  jws?: CompactJws & { readonly ok: true },
): ParsedCredential {
  // Whether it may be large is only known when it is read, so a mere mention of the type lets it be read.
  if (length > limits.totalBytes && !mentionsRecord(input)) return failed('too_large');
  const read = parseJson(input, { maxDepth: limits.parseDepth });
  if (!read.ok) return refused(read.error);
  if (!isJsonObject(read.value)) return failed('not_object');
  const document = jws === undefined ? read.value : credentialOfJwt(read.value);
  // A credential that is merely wrong goes on to the checks that say how; anything else is told so at once.
  const types = listOf(document.type);
  const claimsToBe =
    '@context' in document || types.includes('VerifiableCredential') || types.includes('VerifiablePresentation');
  if (!claimsToBe) return failed('not_a_credential');
  if (length > limits.totalBytes && kindOf(document) !== 'clr') return failed('too_large');
  const form = jws === undefined ? 'json' : 'jwt';
  const envelope: Envelope =
    jws === undefined
      ? { kind: 'embedded' }
      : { kind: 'jwt', header: jws.header, proof: readJwtProof(jws.header), jws, payload: read.value };
  return { results: [passed('parse', { detail: { form } })], form, document, envelope };
}

function mentionsRecord(input: Uint8Array | string): boolean {
  const name = '"ClrCredential"';
  return typeof input === 'string' ? input.includes(name) : Buffer.from(input).includes(name);
}

function failed(code: CheckCode<'parse'>): ParsedCredential {
  return { results: [checkResult('parse', 'fail', code)] };
}

function refused(error: JsonError): ParsedCredential {
  const { pointer } = error;
  switch (error.code) {
    case 'invalid_unicode':
    case 'unsafe_integer':
    case 'number_out_of_range':
      return { results: [passed('parse'), checkResult('structure', 'fail', error.code, { pointer })] };
    default:
      return { results: [checkResult('parse', 'fail', error.code, { pointer })] };
  }
}
