// A document as a shared report holds it: without the pictures inside it, which only take room, and without what names a
// person in the clear (`hashed: false` of IdentityObject in Open Badges 3.0 and 2.0, e-mail addresses of the subject).
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';

/** Organisations write their own address there for anybody to use. */
const PUBLIC_PROFILES: ReadonlySet<string> = new Set(['issuer', 'creator']);
const ABOUT_PERSON: ReadonlySet<string> = new Set(['credentialSubject', 'recipient', 'identity']);
const IDENTITIES: ReadonlySet<string> = new Set(['identityHash', 'identity', 'recipient']);
const PICTURE = /^data:image\//i;
const ADDRESS = /^\s*(?:mailto:)?[^\s@:/]+@[^\s@:/]+\s*$/i;

/** A copy; the document itself stays as it is. */
export function documentForOthers(document: JsonObject): JsonObject {
  return copyOf(document, false);
}

function copyOf(object: JsonObject, aboutPerson: boolean): JsonObject {
  const isIdentity = 'identityHash' in object || typeof object.identity === 'string';
  const isClear = isIdentity && object.hashed !== true;
  const members = Object.entries(object).flatMap(([name, value]): [string, JsonValue][] => {
    if (isClear && IDENTITIES.has(name) && typeof value === 'string') return [];
    const within = !PUBLIC_PROFILES.has(name) && (aboutPerson || ABOUT_PERSON.has(name));
    const kept = valueOf(value, within);
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(members);
}

/** Undefined: left out. */
function valueOf(value: JsonValue, aboutPerson: boolean): JsonValue | undefined {
  if (typeof value === 'string') {
    return PICTURE.test(value) || (aboutPerson && ADDRESS.test(value)) ? undefined : value;
  }
  if (Array.isArray(value)) {
    return value.flatMap((item: JsonValue) => {
      const kept = valueOf(item, aboutPerson);
      return kept === undefined ? [] : [kept];
    });
  }
  return isJsonObject(value) ? copyOf(value, aboutPerson) : value;
}
