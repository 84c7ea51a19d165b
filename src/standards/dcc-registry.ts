// The registry JSON of the Digital Credentials Consortium, `{ meta, registry: { did: { name, url, location } } }`. It carries
// no signature and no dates: who lists an issuer is known only by the place it was read from.
import { isJsonObject, parseJson } from '../kernel/json.ts';
import { byIssuer, isTooLarge } from './trust-registry.ts';
import type { RegistryEntry, RegistryReading } from './trust-registry.ts';

/** Reads a registry of the DCC form. Members that are not understood list nobody; names without text are passed over. */
export function readDccRegistry(input: Uint8Array | string): RegistryReading {
  if (isTooLarge(input)) return { ok: false, code: 'too_large' };
  const read = parseJson(input, { maxDepth: 16 });
  if (!read.ok) return { ok: false, code: 'malformed' };
  const listing = isJsonObject(read.value) ? read.value.registry : undefined;
  if (!isJsonObject(listing)) return { ok: false, code: 'shape' };
  const entries = Object.entries(listing).flatMap(([issuer, about]): RegistryEntry[] => {
    if (!isJsonObject(about) || typeof about.name !== 'string' || about.name.trim() === '') return [];
    const url = typeof about.url === 'string' ? { url: about.url } : {};
    return [{ issuer, name: about.name, ...url, state: 'listed', achievements: 'any' }];
  });
  return { ok: true, registry: { signed: false, entriesByIssuer: byIssuer(entries) } };
}
