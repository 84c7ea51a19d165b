// The bits of a status list: W3C Bitstring Status List 1.0 §2.2, §3.3, §3.4. Bit 0 is the left-most (most significant) one.
// The encoded form is multibase `u`: base64url without padding over GZIP; reading it inflates to a bounded size only.
import { gunzipSync, gzipSync } from 'node:zlib';
import { StandardsError } from './standards-error.ts';

/** The least number of entries a list may have, so that one entry hides among many: 16 KB of bits. */
export const minimumListSize = 131_072;

/** A list with every bit clear. @throws StandardsError range_error unless `size` is a multiple of eight, at least the minimum */
export function emptyBitstring(size: number = minimumListSize): Uint8Array {
  if (size < minimumListSize || size % 8 !== 0) {
    throw new StandardsError('range_error', `A status list has at least ${minimumListSize} entries, in whole bytes.`);
  }
  return new Uint8Array(size / 8);
}

/** One bit. @throws StandardsError range_error when the position is outside the list */
export function getBit(bits: Uint8Array, position: number): boolean {
  return (byteAt(bits, position) & maskOf(position)) !== 0;
}

/** A copy with one bit set or cleared. @throws StandardsError range_error when the position is outside the list */
export function withBit(bits: Uint8Array, position: number, value: boolean): Uint8Array {
  const byte = byteAt(bits, position);
  const changed = Uint8Array.from(bits);
  changed[position >> 3] = value ? byte | maskOf(position) : byte & ~maskOf(position);
  return changed;
}

/** A list of `size` entries in which exactly the given ones are set. @throws StandardsError range_error */
export function bitstringWith(set: Iterable<number>, size: number = minimumListSize): Uint8Array {
  const bits = emptyBitstring(size);
  for (const position of set) bits[position >> 3] = byteAt(bits, position) | maskOf(position);
  return bits;
}

function maskOf(position: number): number {
  return 0x80 >> (position & 7);
}

function byteAt(bits: Uint8Array, position: number): number {
  const byte = Number.isSafeInteger(position) && position >= 0 ? bits[Math.floor(position / 8)] : undefined;
  if (byte === undefined) throw new StandardsError('range_error', `There is no entry ${position} in this status list.`);
  return byte;
}

/** The `encodedList` of a list. The same bits always give the same text. */
export function encodeList(bits: Uint8Array): string {
  const compressed = gzipSync(bits, { level: 9 });
  // Byte 9 of the GZIP header (RFC 1952 §2.3.1) names the operating system; 255 is "unknown", the same everywhere.
  compressed[9] = 255;
  return `u${compressed.toString('base64url')}`;
}

export type DecodedList =
  | { readonly ok: true; readonly bits: Uint8Array }
  | { readonly ok: false; readonly code: 'list_malformed' | 'list_too_large' };

/** The longest `encodedList` that is looked at, in characters; what it may inflate to is bounded besides. */
const maximumEncodedLength = 2 * 1024 * 1024;
const maximumBytes = 4 * 1024 * 1024;

export interface DecodeOptions {
  /** Inflating stops here; 4 MiB, 33 million entries, unless told otherwise. */
  readonly maxBytes?: number;
  /** `multibase` as in Bitstring Status List 1.0; `base64` without prefix, in either alphabet, as in StatusList2021. */
  readonly form?: 'multibase' | 'base64';
}

const encodings = { multibase: /^u[A-Za-z0-9_-]+$/, base64: /^(?:[A-Za-z0-9_-]+|[A-Za-z0-9+/]+)={0,2}$/ } as const;

/** Reads an `encodedList`. Inflating stops at `maxBytes`, whatever the text claims. */
export function decodeList(encodedList: string, options: DecodeOptions = {}): DecodedList {
  const { form = 'multibase', maxBytes = maximumBytes } = options;
  if (encodedList.length > maximumEncodedLength) return { ok: false, code: 'list_too_large' };
  if (!encodings[form].test(encodedList)) return { ok: false, code: 'list_malformed' };
  try {
    const compressed = Buffer.from(form === 'multibase' ? encodedList.slice(1) : encodedList, 'base64url');
    return { ok: true, bits: gunzipSync(compressed, { maxOutputLength: maxBytes }) };
  } catch (error) {
    const tooLarge = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return { ok: false, code: tooLarge ? 'list_too_large' : 'list_malformed' };
  }
}

/**
 * The value of an entry of `size` bits (§3.2: position = index × size), its left-most bit counting most.
 * @throws StandardsError range_error when any of its bits lies outside the list
 */
export function getValue(bits: Uint8Array, index: number, size: number): number {
  let value = 0;
  for (let bit = 0; bit < size; bit += 1) value = value * 2 + (getBit(bits, index * size + bit) ? 1 : 0);
  return value;
}

/** A `statusListIndex`: text of decimal digits without sign, leading zeros or spaces; undefined for anything else. */
export function parseListIndex(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const index = Number(text);
  return Number.isSafeInteger(index) ? index : undefined;
}
