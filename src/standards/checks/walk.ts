// Every value of a document with its pointer, in document order, without recursion. For rules that look everywhere.
import { isJsonArray, isJsonObject, pointerToken } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';

export interface Visited {
  readonly pointer: string;
  /** The member name the value stands under; array items have that of their array. */
  readonly key: string;
  readonly value: JsonValue;
}

export function* walk(document: JsonObject): Generator<Visited> {
  const open: Visited[] = [{ pointer: '', key: '', value: document }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const { value, pointer, key } = next;
    if (isJsonArray(value)) {
      const items = value.map((item, index) => ({ pointer: pointer + pointerToken(index), key, value: item }));
      open.push(...items.toReversed());
    } else if (isJsonObject(value)) {
      const members = Object.entries(value).map(([name, member]) => ({
        pointer: pointer + pointerToken(name),
        key: name,
        value: member,
      }));
      open.push(...members.toReversed());
    }
  }
}

/** A value as a list: absent gives none, a single value one. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isJsonArray(value) ? value : [value];
}

/** The object at a path of member names, where there is one. */
export function objectAt(document: JsonObject, ...path: readonly string[]): JsonObject | undefined {
  let value: JsonValue | undefined = document;
  for (const name of path) value = isJsonObject(value) ? value[name] : undefined;
  return isJsonObject(value) ? value : undefined;
}
