// Finds in a credential of others what would make it look like a document of this deployment: identifiers under its own
// addresses. Its badges, achievements, institutions and status lists are signed by the keys of their issuers alone.
import { isJsonArray, isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/** What is only pointed at: it does not become what it leads to. */
const POINTING: ReadonlySet<string> = new Set(['evidence', 'termsOfUse', 'related', 'alignment']);

/**
 * JSON Pointer (RFC 6901) to an identifier under one of the origins, whatever its scheme, letter case or port.
 * Every text counts that is an address as a whole: under which name it is an identifier, a context decides.
 * @param origins such as `https://badges.example`
 */
export function ownLookAlike(credential: JsonObject, origins: readonly string[]): string | undefined {
  const hosts = new Set(origins.map((origin) => new URL(origin).hostname));
  const waiting: (readonly [pointer: string, value: JsonValue])[] = [['', credential]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [pointer, value] = next;
    if (typeof value === 'string') {
      if (hosts.has(hostOf(value) ?? '')) return pointer;
    } else if (isJsonArray(value)) {
      value.forEach((item, at) => waiting.push([`${pointer}/${at}`, item]));
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) {
        if (key === '@context' || POINTING.has(key)) continue;
        waiting.push([`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, member]);
      }
    }
  }
  return undefined;
}

/** The host of an address, or the one that a did:web (did:web Method Specification) rests on. */
function hostOf(text: string): string | undefined {
  const web = /^did:web:([^:%/?#]+)/i.exec(text)?.[1];
  if (web !== undefined) return web.toLowerCase();
  return URL.canParse(text) ? new URL(text).hostname : undefined;
}
