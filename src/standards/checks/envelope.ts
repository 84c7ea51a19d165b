// Enveloped credentials and presentations (VCDM 2.0 §4.13): an object whose id is a data: URL with the secured text.
// This only takes the text out; what it says is judged like any other document.
import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from './check-codes.ts';
import { listOf } from './walk.ts';

export type OpenedEnvelope =
  | { readonly ok: true; readonly text: string; readonly mediaType: string }
  | { readonly ok: false; readonly code: CheckCode<'parse'> };

const types: readonly JsonValue[] = ['EnvelopedVerifiableCredential', 'EnvelopedVerifiablePresentation'];
const readable: ReadonlySet<string> = new Set([
  'application/vc+jwt',
  'application/vp+jwt',
  'application/jwt',
  'application/vc+ld+json+jwt',
  'application/vp+ld+json+jwt',
]);

/** Whether a value says that it only carries a secured credential or presentation as text. */
export function isEnvelope(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && listOf(value.type).some((type) => types.includes(type));
}

/**
 * The text inside an envelope, not yet read. Forms other than a JWT are `unsupported_format`, a data: URL that is not
 * plain ASCII text is `encoding`; undefined for a document that is no envelope.
 */
export function openEnvelope(document: JsonObject): OpenedEnvelope | undefined {
  if (!isEnvelope(document)) return undefined;
  const { id } = document;
  if (typeof id !== 'string') return { ok: false, code: 'encoding' };
  const comma = id.indexOf(',');
  if (!/^data:/i.test(id) || comma < 0) return { ok: false, code: 'encoding' };
  const [mediaType = '', ...parameters] = id.slice('data:'.length, comma).toLowerCase().split(';');
  if (!readable.has(mediaType)) return { ok: false, code: 'unsupported_format' };
  const text = id.slice(comma + 1);
  if (parameters.includes('base64') || !/^[A-Za-z0-9_.=-]+$/.test(text)) return { ok: false, code: 'encoding' };
  return { ok: true, text, mediaType };
}
