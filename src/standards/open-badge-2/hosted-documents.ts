// The documents an older badge rests on, as they were read at their addresses: badge class, issuer, key, revocation list.
// What has not been read yet is asked for; nothing is fetched here.
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { CheckCode } from '../checks/check-codes.ts';
import { limits } from '../checks/limits.ts';
import { isWebAddress } from './assertion.ts';

export type HostedDocument =
  | { readonly state: 'found'; readonly bytes: Uint8Array | string }
  | { readonly state: 'absent' }
  | { readonly state: 'unreachable' };

/** What was read, by the address as the badge writes it. */
export type HostedDocuments = ReadonlyMap<string, HostedDocument>;

/** Thrown inside the judgement to leave it: something must be read first, or it is decided. */
export class Stop extends Error {
  readonly code: CheckCode<'legacy'> | 'needs';
  readonly state: 'refuted' | 'unverified' | 'needs';
  readonly url: string | undefined;

  constructor(state: 'refuted' | 'unverified' | 'needs', code: CheckCode<'legacy'> | 'needs', url?: string) {
    super(code);
    this.state = state;
    this.code = code;
    this.url = url;
  }
}

/** @throws Stop when it has not been read, or could not be */
export function hostedText(url: string, documents: HostedDocuments): string {
  if (!isWebAddress(url)) throw new Stop('unverified', 'unreachable', url);
  const found = documents.get(url);
  if (found === undefined) throw new Stop('needs', 'needs', url);
  if (found.state !== 'found') {
    throw new Stop('unverified', found.state === 'absent' ? 'not_found' : 'unreachable', url);
  }
  const text = typeof found.bytes === 'string' ? found.bytes : Buffer.from(found.bytes).toString('utf8');
  if (text.length > limits.totalBytes) throw new Stop('unverified', 'bad_document', url);
  return text;
}

/** @throws Stop when it has not been read, could not be, or is no JSON object */
export function hostedObject(url: string, documents: HostedDocuments): JsonObject {
  const read = parseJson(hostedText(url, documents), { maxDepth: limits.depth });
  if (!read.ok || !isJsonObject(read.value)) throw new Stop('unverified', 'bad_document', url);
  return read.value;
}
