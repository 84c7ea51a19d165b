// Digests by which a credential binds a file elsewhere: `digestSRI` (W3C Subresource Integrity) and `digestMultibase`
// (VCDM 2.0 §5.3, a multihash in multibase).
import * as base58 from 'base58-universal';
import { sha256, sha384, sha512 } from '../kernel/digest.ts';
import type { JsonObject } from '../kernel/json.ts';

/** True when every digest that the object states is that of the bytes, and at least one could be worked out. */
export function digestFits(object: JsonObject, bytes: Uint8Array): boolean {
  const { digestSRI, digestMultibase } = object;
  const answers = [
    ...(digestSRI === undefined ? [] : [sriFits(digestSRI, bytes)]),
    ...(digestMultibase === undefined ? [] : [multibaseFits(digestMultibase, bytes)]),
  ];
  return answers.length > 0 && answers.every((fits) => fits);
}

/** Several hashes may stand side by side; the strongest counts (SRI §3.3.4). */
function sriFits(text: unknown, bytes: Uint8Array): boolean {
  if (typeof text !== 'string') return false;
  for (const [name, digest] of algorithms) {
    const stated = text
      .trim()
      .split(/\s+/)
      .filter((part) => part.startsWith(`${name}-`));
    if (stated.length > 0) return stated.includes(`${name}-${Buffer.from(digest(bytes)).toString('base64')}`);
  }
  return false;
}

const algorithms: readonly (readonly [string, (bytes: Uint8Array) => Uint8Array])[] = [
  ['sha512', sha512],
  ['sha384', sha384],
  ['sha256', sha256],
];

function multibaseFits(text: unknown, bytes: Uint8Array): boolean {
  if (typeof text !== 'string') return false;
  const multihash = decodeMultibase(text);
  if (multihash === undefined) return false;
  const digest = multihash[0] === 0x12 ? sha256(bytes) : multihash[0] === 0x13 ? sha512(bytes) : undefined;
  if (digest === undefined || multihash[1] !== digest.length) return false;
  return Buffer.from(multihash.subarray(2)).equals(digest);
}

function decodeMultibase(text: string): Uint8Array | undefined {
  if (/^z[1-9A-HJ-NP-Za-km-z]{20,200}$/.test(text)) return base58.decode(text.slice(1));
  return /^u[A-Za-z0-9_-]{20,200}$/.test(text) ? Buffer.from(text.slice(1), 'base64url') : undefined;
}
