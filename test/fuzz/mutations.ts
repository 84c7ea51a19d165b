// One change to a signed document, chosen by numbers so that a failing one can be made smaller: anything that a forger could
// do to a member, a value, an item, the proof, the contexts or the text. And which changes say the same as before.
import fc from 'fast-check';
import { canonicalJson, isJsonArray, isJsonObject } from '../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';

type Draft = { [key: string]: JsonValue };

/** Where a value stands: the object or array around it, and its name or place there. */
interface Place {
  readonly holder: Draft | JsonValue[];
  readonly at: string | number;
  readonly value: JsonValue;
}

function placesOf(root: JsonValue): Place[] {
  const places: Place[] = [];
  const open: JsonValue[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const holder = next as Draft | JsonValue[];
    const entries: [string | number, JsonValue][] = isJsonArray(next)
      ? next.map((value, at) => [at, value])
      : isJsonObject(next)
        ? Object.entries(next)
        : [];
    for (const [at, value] of entries) {
      places.push({ holder, at, value });
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return places;
}

function put({ holder, at }: Place, value: JsonValue): void {
  (holder as { [at: string | number]: JsonValue })[at] = value;
}

function remove({ holder, at }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(at), 1);
  else delete holder[String(at)];
}

/** There is nothing here that this change could be made to. */
class NothingToChange extends Error {}

/** The item at a place counted around. @throws NothingToChange */
function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new NothingToChange();
  return item;
}

export interface Choice {
  readonly kind: Kind;
  /** Which place, and which other one. */
  readonly place: number;
  readonly other: number;
  readonly character: number;
  readonly word: string;
}

const words: readonly string[] = [
  'name',
  'description',
  'validUntil',
  'validFrom',
  'credentialStatus',
  'evidence',
  'narrative',
  'id',
  'type',
  'proof',
  'issuer',
  'image',
  'result',
  'endorsement',
  'refreshService',
  'termsOfUse',
  'gpa',
  '@id',
  '@type',
  '@context',
  '@graph',
  '@nest',
  '@included',
  '@reverse',
  '@index',
  'created',
  'expires',
  'domain',
  'challenge',
  'nonce',
  'previousProof',
  'https://www.w3.org/2018/credentials#validUntil',
  'constructor',
  'toString',
];

const values: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.1,
  '',
  ' ',
  'x',
  '2035-01-01T00:00:00Z',
  'https://evil.example/1',
  '_:b0',
  [],
  {},
  [[]],
  [null],
  { id: 'https://evil.example/1' },
  { id: '_:c14n0' },
  { '@value': 'x' },
  { '@id': 'https://evil.example/1' },
  { type: ['Evidence'], narrative: 'More.' },
];

const contexts: readonly JsonValue[] = [
  'https://www.w3.org/2018/credentials/v1',
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/security/suites/ed25519-2020/v1',
  'https://w3id.org/security/multikey/v1',
  'https://w3id.org/security/suites/jws-2020/v1',
  { '@vocab': 'https://evil.example/#' },
  { '@version': 1.1, name: 'https://schema.org/alternateName' },
];

/** Each changes the draft in place; one that finds nothing to change leaves it. */
const kinds = {
  delete: (root, { place }) => remove(pick(placesOf(root), place)),
  insert: (root, { place, other, word }) => {
    const objects = [root, ...placesOf(root).flatMap(({ value }) => (isJsonObject(value) ? [value] : []))];
    pick(objects, place)[word] = pick(values, other);
  },
  replace: (root, { place, other }) => put(pick(placesOf(root), place), pick(values, other)),
  rename: (root, { place, word }) => {
    const found = pick(placesOf(root), place);
    if (Array.isArray(found.holder)) return;
    remove(found);
    found.holder[word] = found.value;
  },
  swap: (root, { place, other }) => {
    const places = placesOf(root);
    const [one, two] = [pick(places, place), pick(places, other)];
    if (contains(one.value, two.holder) || contains(two.value, one.holder)) return;
    put(one, two.value);
    put(two, one.value);
  },
  move: (root, { place, other }) => {
    const from = pick(placesOf(root), place);
    const objects = [root, ...placesOf(root).flatMap(({ value }) => (isJsonObject(value) ? [value] : []))];
    const to = pick(objects, other);
    if (Array.isArray(from.holder) || contains(from.value, to)) return;
    remove(from);
    to[String(from.at)] = from.value;
  },
  copy: (root, { place, other }) => {
    const from = pick(placesOf(root), place);
    const objects = [root, ...placesOf(root).flatMap(({ value }) => (isJsonObject(value) ? [value] : []))];
    const to = pick(objects, other);
    if (!Array.isArray(from.holder)) to[String(from.at)] = structuredClone(from.value);
  },
  character: (root, { place, character, word }) => {
    const found = pick(placesOf(root).filter(isText), place);
    const text = String(found.value);
    const at = text === '' ? 0 : character % text.length;
    const added = word.slice(0, 1) === text[at] ? `${word.slice(0, 1)}x` : word.slice(0, 1);
    put(found, text.slice(0, at) + added + text.slice(at + 1));
  },
  letterCase: (root, { place, character }) => {
    const found = pick(placesOf(root).filter(isText), place);
    const text = String(found.value);
    const at = text === '' ? 0 : character % text.length;
    const letter = text.slice(at, at + 1);
    put(
      found,
      text.slice(0, at) +
        (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()) +
        text.slice(at + 1),
    );
  },
  surround: (root, { place, other }) => {
    const found = pick(placesOf(root).filter(isText), place);
    const text = String(found.value);
    put(
      found,
      pick(
        [
          ` ${text}`,
          `${text} `,
          `${text}\n`,
          `${text}\u200b`,
          text.normalize('NFD'),
          `${text}/`,
          `${text}#`,
          `${text}.`,
        ],
        other,
      ),
    );
  },
  number: (root, { place, other }) => {
    const numbers = placesOf(root).filter(({ value }) => typeof value === 'number');
    const found = pick(numbers, place);
    const value = Number(found.value);
    put(
      found,
      pick(
        [value + 1, -value, value * 10, value + 0.5, String(value), [value], value + 1e-9, value * (1 + 3e-16)],
        other,
      ),
    );
  },
  duplicateItem: (root, { place, other }) => {
    const arrays = placesOf(root).flatMap(({ value }) =>
      Array.isArray(value) && value.length > 0 ? [value as JsonValue[]] : [],
    );
    const array = pick(arrays, place);
    array.push(structuredClone(pick(array, other)));
  },
  wrap: (root, { place, other }) => {
    const found = pick(placesOf(root), place);
    const { value } = found;
    const ways: readonly JsonValue[] = [
      [value],
      { id: value },
      { '@value': value },
      { '@set': value },
      { '@list': [value] },
      { '@graph': value },
      Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : [value],
    ];
    put(found, pick(ways, other));
  },
  alias: (root, { place, other }) => {
    const places = placesOf(root).filter(({ value }) => typeof value === 'string' && Object.hasOwn(aliases, value));
    const found = pick(places, place);
    put(found, pick(aliases[String(found.value)] ?? [], other));
  },
  context: (root, { place, other, character }) => {
    const list = root['@context'];
    if (!Array.isArray(list)) return;
    const added = pick(contexts, other);
    const at = place % (list.length + 1);
    if (character % 3 === 0) list.splice(at, 0, added);
    else if (character % 3 === 1) list.splice(place % list.length, 1, added);
    else list.splice(place % list.length, 1);
  },
  proof: (root, { place, other, word }) => {
    const proofs = [root['proof'] ?? []].flat() as Draft[];
    const proof = proofs[0];
    if (proof === undefined) return;
    const keys = Object.keys(proof);
    if (other % 3 === 0) delete proof[pick(keys, place)];
    else if (other % 3 === 1) proof[word] = pick(values, place);
    else proof[pick(keys, place)] = pick(values, other);
  },
  reorder: (root, { place, other }) => {
    const arrays = placesOf(root).flatMap(({ value }) => (Array.isArray(value) ? [value as JsonValue[]] : []));
    const array = pick(arrays, place);
    const [moved] = array.splice(other % Math.max(1, array.length), 1);
    if (moved !== undefined) array.unshift(moved);
  },
} satisfies Record<string, (root: Draft, choice: Choice) => void>;

type Kind = keyof typeof kinds;

const terms = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#';
const credentials = 'https://www.w3.org/2018/credentials#';
/** Other spellings that JSON-LD has for the same word. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  VerifiableCredential: [`${credentials}VerifiableCredential`],
  OpenBadgeCredential: [`${terms}OpenBadgeCredential`, 'AchievementCredential', `${terms}AchievementCredential`],
  Profile: [`${terms}Profile`],
  Achievement: [`${terms}Achievement`],
  AchievementSubject: [`${terms}AchievementSubject`],
  Alignment: [`${terms}Alignment`],
  Result: [`${terms}Result`],
  ResultDescription: [`${terms}ResultDescription`],
  RubricCriterionLevel: [`${terms}RubricCriterionLevel`],
  Evidence: [`${terms}Evidence`],
  IdentityObject: [`${terms}IdentityObject`],
  Image: [`${terms}Image`],
  MicroCredential: [`${terms}MicroCredential`],
  CFItem: [`${terms}CFItem`],
  DataIntegrityProof: ['https://w3id.org/security#DataIntegrityProof'],
  Ed25519Signature2020: ['https://w3id.org/security#Ed25519Signature2020'],
  assertionMethod: ['https://w3id.org/security#assertionMethod'],
};

function isText({ value }: Place): boolean {
  return typeof value === 'string';
}

function contains(value: JsonValue, holder: unknown): boolean {
  if (value === holder) return true;
  return typeof value === 'object' && value !== null && placesOf(value).some((place) => place.value === holder);
}

export const choices: fc.Arbitrary<Choice> = fc.record({
  kind: fc.constantFrom(...(Object.keys(kinds) as Kind[])),
  place: fc.nat(400),
  other: fc.nat(400),
  character: fc.nat(200),
  word: fc.constantFrom(...words),
});

/** The document with that one change; as it was where there is nothing to change. */
export function changed(document: JsonObject, choice: Choice): JsonObject {
  const draft = structuredClone(document);
  try {
    kinds[choice.kind](draft, choice);
  } catch (error) {
    if (!(error instanceof NothingToChange)) throw error;
  }
  return draft;
}

/** The same members and values in the same order, whatever the order of members; a proof given twice is one proof. */
export function isSame(one: JsonObject, other: JsonObject): boolean {
  return canonicalJson(withSetOfProofs(one)) === canonicalJson(withSetOfProofs(other));
}

/**
 * The same statements, as far as a signature over RDF (RDFC-1.0) can tell: a set is the same in any order, holds nothing
 * twice, and with one item is that item; a number has 16 digits; what an object repeats of the issuer, whose id it has, says
 * nothing new; `AchievementCredential` is another name of `OpenBadgeCredential` (Open Badges 3.0 §B.1.2). Lists of contexts
 * are no statements: they say what words mean, and any known list under which all mean the same is the same.
 * Outside badges a text may also be written as `{ "@value": … }` (VCDM 2.0 §11.1).
 */
export function saysTheSame(one: JsonObject, other: JsonObject): boolean {
  return canonicalJson(statementsOf(one)) === canonicalJson(statementsOf(other));
}

function statementsOf(document: JsonObject): JsonValue {
  const { '@context': _contexts, issuer, ...rest } = document;
  const told = isJsonObject(issuer) ? issuer : {};
  const isBadge = isJsonObject(rest.credentialSubject) && 'achievement' in rest.credentialSubject;
  const asStatements = (value: JsonValue): JsonValue => {
    if (value === 'AchievementCredential') return 'OpenBadgeCredential';
    if (typeof value === 'number') return Number(value.toExponential(15));
    if (isJsonArray(value)) {
      const items = [...new Map(value.map(asStatements).map((item) => [canonicalJson(item), item]))].toSorted(
        ([one], [other]) => (one < other ? -1 : 1),
      );
      const [first] = items;
      return items.length === 1 && first !== undefined ? first[1] : items.map(([, item]) => item);
    }
    if (!isJsonObject(value)) return value;
    if (!isBadge && Object.keys(value).join() === '@value') return value['@value'] ?? null;
    const repeats = typeof value.id === 'string' && value.id === told.id;
    const members = Object.entries(value)
      .map(([name, member]) => [name, asStatements(member)] as const)
      .filter(
        ([name, member]) =>
          !repeats || name === 'id' || canonicalJson(member) !== canonicalJson(asStatements(told[name] ?? [])),
      )
      .filter(([, member]) => !isJsonArray(member) || member.length > 0);
    return Object.fromEntries(members);
  };
  const proofs = [document['proof'] ?? []].flat().map(withoutContexts);
  return { issuer: asStatementsOfIssuer(issuer), ...(asStatements({ ...rest, proof: proofs }) as JsonObject) };

  /** Against nothing, because it is what others repeat. */
  function asStatementsOfIssuer(value: JsonValue | undefined): JsonValue {
    return isJsonObject(value) ? { id: value['id'] ?? '', said: asStatements({ ...value, id: '' }) } : (value ?? []);
  }
}

/** A proof of the document's own contexts says what they say already; that it brings no others is a check of its own. */
function withoutContexts(proof: JsonValue): JsonValue {
  if (!isJsonObject(proof)) return proof;
  const { '@context': _contexts, ...rest } = proof;
  return rest;
}

function withSetOfProofs(document: JsonObject): JsonObject {
  const proofs = [document['proof'] ?? []].flat();
  return { ...document, proof: [...new Map(proofs.map((proof) => [canonicalJson(proof), proof])).values()] };
}
