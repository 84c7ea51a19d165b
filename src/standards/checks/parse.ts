// Check `parse`: one credential is found in what was handed in, as JSON or as a compact JWS around JSON.
// Text that is JSON but holds values no signature can bind (lone surrogates, unsafe numbers) parses; `structure` fails it.
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonError, JsonObject } from '../../kernel/json.ts';
import { looksLikeCompactJws, parseCompactJws, readJwtProof } from '../vc-jwt.ts';
import type { JwtProofReading } from '../vc-jwt.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import type { CheckCode } from './check-codes.ts';
import { limits } from './limits.ts';
import { listOf } from './walk.ts';

/** How the credential is secured: by proofs inside it, or by a JWS around it. */
export type Envelope =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'jwt'; readonly header: JsonObject; readonly proof: JwtProofReading };

export interface ParsedCredential {
  /** `parse`, and `structure` when the values already decided it. */
  readonly results: readonly CheckResult[];
  /** Absent when reading failed. Of a JWT with a `vc` claim (VCDM 1.1 §6.3.1) this is what the claim holds. */
  readonly document?: JsonObject;
  readonly envelope?: Envelope;
}

/** Reads a credential from bytes or text. */
export function parseCredential(input: Uint8Array | string): ParsedCredential {
  const length = typeof input === 'string' ? Buffer.byteLength(input) : input.length;
  if (length > limits.totalBytes) return failed('too_large');
  const start = typeof input === 'string' ? input : Buffer.from(input.subarray(0, length)).toString('latin1');
  const trimmed = start.trim();
  if (!trimmed.startsWith('{') && looksLikeCompactJws(trimmed)) return parseJwt(trimmed);
  return readObject(input, { kind: 'embedded' });
}

function parseJwt(text: string): ParsedCredential {
  const jws = parseCompactJws(text);
  if (!jws.ok) return failed(jws.code);
  return readObject(jws.payload, { kind: 'jwt', header: jws.header, proof: readJwtProof(jws.header) });
}

function readObject(input: Uint8Array | string, envelope: Envelope): ParsedCredential {
  const read = parseJson(input, { maxDepth: limits.parseDepth });
  if (!read.ok) return refused(read.error);
  if (!isJsonObject(read.value)) return failed('not_object');
  const claim = envelope.kind === 'jwt' ? read.value.vc : undefined;
  const document = isJsonObject(claim) ? claim : read.value;
  // A credential that is merely wrong goes on to the checks that say how; anything else is told so at once.
  const claimsToBe = '@context' in document || listOf(document.type).includes('VerifiableCredential');
  if (!claimsToBe) return failed('not_a_credential');
  return { results: [passed('parse', { detail: { form: envelope.kind } })], document, envelope };
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
