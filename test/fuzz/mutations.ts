// One change to a signed document, chosen by numbers so that a failing one can be made smaller: anything that a forger could
// do to a member, a value, an item, the proof, the contexts or the text.
import fc from 'fast-check';
import { isJsonObject } from '../../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { changesOfValues } from './changes-of-values.ts';
import type { Change, Numbers } from './changes-of-values.ts';
import { aliases, contexts, values, words } from './forgers-words.ts';
import { arraysIn, contains, NothingToChange, objectsIn, pick, placesOf, put, remove, textsIn } from './places.ts';
import type { Draft } from './places.ts';

export interface Choice extends Numbers {
  readonly kind: Kind;
}

/** Each changes the draft in place; one that finds nothing to change leaves it. */
const kinds = {
  delete: (root, { place }) => remove(pick(placesOf(root), place)),
  insert: (root, { place, other, word }) => {
    pick(objectsIn(root), place)[word] = pick(values, other);
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
    const to = pick(objectsIn(root), other);
    if (Array.isArray(from.holder) || contains(from.value, to)) return;
    remove(from);
    to[String(from.at)] = from.value;
  },
  copy: (root, { place, other }) => {
    const from = pick(placesOf(root), place);
    const to = pick(objectsIn(root), other);
    if (!Array.isArray(from.holder)) to[String(from.at)] = structuredClone(from.value);
  },
  ...changesOfValues,
  duplicateItem: (root, { place, other }) => {
    const array = pick(arraysIn(root), place);
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
    const found = pick(
      textsIn(root).filter(({ value }) => Object.hasOwn(aliases, value)),
      place,
    );
    put(found, pick(aliases[found.value] ?? [], other));
  },
  /** The same once more in another spelling: a word beside its IRI, an object beside its id. */
  again: (root, { place, other }) => {
    const found = pick(
      placesOf(root).filter(({ value }) => spellingsOf(value).length > 0),
      place,
    );
    const spelling = pick(spellingsOf(found.value), other);
    if (Array.isArray(found.holder)) found.holder.push(spelling);
    else put(found, [found.value, spelling]);
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
    const array = pick(arraysIn(root), place);
    const [moved] = array.splice(other % Math.max(1, array.length), 1);
    if (moved !== undefined) array.unshift(moved);
  },
} satisfies Record<string, Change>;

type Kind = keyof typeof kinds;

function spellingsOf(value: JsonValue): readonly JsonValue[] {
  if (typeof value === 'string') return Object.hasOwn(aliases, value) ? (aliases[value] ?? []) : [];
  return isJsonObject(value) && value['id'] !== undefined ? [{ id: value['id'] }, value['id']] : [];
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
