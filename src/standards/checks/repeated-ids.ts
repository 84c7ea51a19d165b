// Part of the structure gate: objects with one id are one node to RDF, so what they say could change places under a
// signature that still holds. One object may say everything and the others only name it, or all say the same.
import { canonicalJson, isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';

/**
 * What only the object at one place can say. Such an object may share its id with another one (criteria that lie at the
 * page of the achievement, an endorser who endorses itself): none of its members can be moved there unseen.
 */
const ownMembers: Readonly<Record<string, ReadonlySet<string>>> = {
  criteria: new Set(['narrative']),
  credentialSubject: new Set([
    'achievement',
    'identifier',
    'result',
    'activityStartDate',
    'activityEndDate',
    'creditsEarned',
    'licenseNumber',
    'role',
    'term',
    'source',
    'endorsementComment',
    'verifiableCredential',
    'association',
  ]),
};

/** Endorsements are verified one by one and name what they endorse, so it does not matter which object carries them. */
const verifiedAlone: ReadonlySet<string> = new Set(['endorsement', 'endorsementJwt']);

interface Seen {
  /** What was said of an id, by the place it was said at. */
  readonly homes: Map<string, JsonObject>;
  /** Members that were seen in objects of an id, and those that only a special place may have. */
  readonly said: Map<string, Set<string>>;
  readonly reserved: Map<string, Set<string>>;
}

/** Answers for each object of one credential, in the order they are met, whether it repeats the id of another. */
export function repeatedIds(root: JsonObject): (value: JsonObject, key: string) => boolean {
  const seen: Seen = { homes: new Map(), said: new Map(), reserved: new Map() };
  return (value, key) => restatesRoot(value, root) || repeatsId(value, key, root, seen);
}

/**
 * Whether an object inside says more about the credential itself. To RDF it is the same node, so a claim such as
 * `validUntil` could move there under a signature that still holds, and would not be seen at the root.
 */
function restatesRoot(value: JsonObject, root: JsonObject): boolean {
  if (value === root || value.id === undefined || value.id !== root.id) return false;
  return Object.keys(value).some((key) => key !== 'id' && key !== 'type');
}

/** Beside the issuer itself, and what only the subject can say, nothing may say more of the issuer than it does. */
function repeatsId(value: JsonObject, key: string, root: JsonObject, seen: Seen): boolean {
  const { id, type: _, ...members } = value;
  if (typeof id !== 'string' || value === root) return false;
  const names = Object.keys(members);
  const own = Object.hasOwn(ownMembers, key) ? ownMembers[key] : undefined;
  if (own !== undefined && names.every((name) => own.has(name))) {
    own.forEach((name) => setAt(seen.reserved, id).add(name));
    return [...own].some((name) => seen.said.get(id)?.has(name)) || differs(`${key} ${id}`, value, names, seen);
  }
  names.forEach((name) => setAt(seen.said, id).add(name));
  if (names.some((name) => seen.reserved.get(id)?.has(name))) return true;
  if (value === root.issuer) return false;
  if (id !== issuerIdOf(root)) return differs(id, value, names, seen);
  const said = isJsonObject(root.issuer) ? root.issuer : {};
  return names.some((name) => !verifiedAlone.has(name) && !isSame(said[name], members[name] ?? null));
}

function differs(home: string, value: JsonObject, names: readonly string[], { homes }: Seen): boolean {
  if (names.length === 0) return false;
  const first = homes.get(home);
  if (first === undefined) homes.set(home, value);
  return first !== undefined && !isSame(first, value);
}

function setAt(sets: Map<string, Set<string>>, id: string): Set<string> {
  const found = sets.get(id) ?? new Set<string>();
  sets.set(id, found);
  return found;
}

function issuerIdOf({ issuer }: JsonObject): JsonValue | undefined {
  return isJsonObject(issuer) ? issuer.id : issuer;
}

function isSame(one: JsonValue | undefined, other: JsonValue): boolean {
  return one !== undefined && canonicalJson(one) === canonicalJson(other);
}
