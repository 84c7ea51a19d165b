// Reads and changes documents by JSON Pointer (RFC 6901), for tests that tamper with them.
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';

type Inside = Record<string, JsonValue>;

/** What stands there; undefined when nothing does. */
export function valueAt(document: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let inside: JsonValue | undefined = document;
  for (const name of names(pointer)) {
    if (typeof inside !== 'object' || inside === null) return undefined;
    inside = (inside as Inside)[name];
  }
  return inside;
}

/** The text that stands there. */
export function textAt(document: JsonValue | undefined, pointer: string): string {
  const found = valueAt(document, pointer);
  if (typeof found !== 'string') throw new Error(`There is no text at ${pointer}.`);
  return found;
}

/** A copy with another value there; undefined removes the member. Fails where nothing can stand. */
export function withValue(document: JsonObject, pointer: string, value: unknown): JsonObject {
  const copy: Inside = structuredClone(document);
  const path = names(pointer);
  const last = path.pop() ?? '';
  let inside = copy;
  for (const name of path) {
    const next = inside[name];
    if (typeof next !== 'object' || next === null) throw new Error(`Nothing can stand at ${pointer}.`);
    inside = next as Inside;
  }
  if (value === undefined) delete inside[last];
  else inside[last] = value as JsonValue;
  return copy;
}

function names(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}
