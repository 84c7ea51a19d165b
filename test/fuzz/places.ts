// Every place in a JSON document where something stands, to be changed there.
import { isJsonArray, isJsonObject } from '../../src/kernel/json.ts';
import type { JsonValue } from '../../src/kernel/json.ts';

export type Draft = { [key: string]: JsonValue };

/** Where a value stands: the object or array around it, and its name or place there. */
export interface Place<Value extends JsonValue = JsonValue> {
  readonly holder: Draft | JsonValue[];
  readonly at: string | number;
  readonly value: Value;
}

export function placesOf(root: JsonValue): Place[] {
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

export function put({ holder, at }: Place, value: JsonValue): void {
  (holder as { [at: string | number]: JsonValue })[at] = value;
}

export function remove({ holder, at }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(at), 1);
  else delete holder[String(at)];
}

/** There is nothing here that this change could be made to. */
export class NothingToChange extends Error {}

/** The item at a place counted around. @throws NothingToChange */
export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new NothingToChange();
  return item;
}

export function objectsIn(root: Draft): readonly Draft[] {
  return [root, ...placesOf(root).flatMap(({ value }) => (isJsonObject(value) ? [value] : []))];
}

export function arraysIn(root: Draft): readonly JsonValue[][] {
  return placesOf(root).flatMap(({ value }) => (Array.isArray(value) ? [value as JsonValue[]] : []));
}

/** The places where a text stands. */
export function textsIn(root: Draft): readonly Place<string>[] {
  return placesOf(root).flatMap((place) => (typeof place.value === 'string' ? [{ ...place, value: place.value }] : []));
}

export function contains(value: JsonValue, holder: unknown): boolean {
  if (value === holder) return true;
  return typeof value === 'object' && value !== null && placesOf(value).some((place) => place.value === holder);
}
