// Credentials that stand inside a document: under `verifiableCredential` and `endorsement` as objects, under
// `endorsementJwt` and inside JWT presentations as text, or wrapped (VCDM 2.0 §4.13, Open Badges 3.0, CLR 2.0). Only
// those one level down; each holds its own.
import { isJsonArray, isJsonObject, pointerToken } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

export interface EmbeddedDocument {
  /** JSON Pointer to it. */
  readonly pointer: string;
  readonly role: 'credential' | 'endorsement';
  readonly value: JsonObject | string;
}

const roles: Readonly<Record<string, EmbeddedDocument['role']>> = {
  verifiableCredential: 'credential',
  endorsement: 'endorsement',
  endorsementJwt: 'endorsement',
};

/** In document order, without recursion. */
export function embeddedDocuments(document: JsonObject): readonly EmbeddedDocument[] {
  const found: EmbeddedDocument[] = [];
  const open: { readonly value: JsonValue; readonly pointer: string }[] = [{ value: document, pointer: '' }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer } = next;
    if (isJsonArray(value)) {
      open.push(...value.map((item, index) => ({ value: item, pointer: pointer + pointerToken(index) })).toReversed());
    } else if (isJsonObject(value)) {
      const below = [];
      for (const [key, member] of Object.entries(value)) {
        const role = Object.hasOwn(roles, key) ? roles[key] : undefined;
        const place = pointer + pointerToken(key);
        if (role !== undefined) found.push(...itemsAt(member, place, role));
        else if (key !== '@context' && key !== 'proof') below.push({ value: member, pointer: place });
      }
      open.push(...below.toReversed());
    }
  }
  return found;
}

function itemsAt(member: JsonValue, pointer: string, role: EmbeddedDocument['role']): readonly EmbeddedDocument[] {
  const items = isJsonArray(member)
    ? member.map((item, index) => ({ item, place: pointer + pointerToken(index) }))
    : [{ item: member, place: pointer }];
  return items.flatMap(({ item, place }) =>
    isJsonObject(item) || typeof item === 'string' ? [{ pointer: place, role, value: item }] : [],
  );
}

/**
 * The ids an endorsement at this place may be about: that of the object it stands in, and at the root also those of the
 * achievement, the issuer and the subject.
 */
export function endorsedIds(document: JsonObject, pointer: string): readonly string[] {
  const path = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const end = path.findLastIndex((token) => Object.hasOwn(roles, token));
  const holder = path.slice(0, end).reduce<JsonValue | undefined>((value, token) => memberOf(value, token), document);
  const subject = memberOf(document, 'credentialSubject');
  const issuer = memberOf(document, 'issuer');
  const near = [holder, ...(holder === document ? [subject, memberOf(subject, 'achievement'), issuer] : [])];
  return near
    .map((value) => (typeof value === 'string' ? value : memberOf(value, 'id')))
    .filter((id) => typeof id === 'string');
}

function memberOf(value: JsonValue | undefined, token: string): JsonValue | undefined {
  if (isJsonArray(value)) return value[Number(token)];
  return isJsonObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}
