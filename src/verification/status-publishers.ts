// Reads the operator's list of publishers of status lists that are accepted as they are: a JSON array, read strictly, with one
// sentence for whatever is wrong in it.
import { isJsonArray, isJsonObject, parseJson } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { ListPublisher } from '../standards/read-bit-list.ts';

export type ListPublishersReading =
  | { readonly ok: true; readonly publishers: readonly ListPublisher[] }
  | { readonly ok: false; readonly problem: string };

const members: readonly string[] = ['issuer', 'minimumEntries', 'maxAgeDays', 'anyAddress'];
const MOST_PUBLISHERS = 200;

export function readListPublishers(text: Uint8Array | string): ListPublishersReading {
  const read = parseJson(text, { maxDepth: 4 });
  if (!read.ok) return { ok: false, problem: `it is not JSON as we read it: ${read.error.detail}` };
  if (!isJsonArray(read.value) || read.value.length > MOST_PUBLISHERS) {
    return { ok: false, problem: `it must be an array of at most ${MOST_PUBLISHERS} publishers` };
  }
  const publishers: ListPublisher[] = [];
  for (const [index, item] of read.value.entries()) {
    const publisher = isJsonObject(item) ? publisherOf(item) : 'must be an object';
    if (typeof publisher === 'string') return { ok: false, problem: `entry ${index} ${publisher}` };
    publishers.push(publisher);
  }
  return { ok: true, publishers };
}

function publisherOf(item: JsonObject): ListPublisher | string {
  const unknown = Object.keys(item).find((name) => !members.includes(name));
  if (unknown !== undefined) return `has a member "${unknown}" that means nothing here`;
  const { issuer, minimumEntries, maxAgeDays, anyAddress } = item;
  if (typeof issuer !== 'string' || !/^(?:did:|https:\/\/)\S+$/.test(issuer))
    return 'needs an issuer: a DID or https URL';
  if (minimumEntries !== undefined && !isWhole(minimumEntries)) return 'has a minimumEntries that is no whole number';
  if (maxAgeDays !== undefined && maxAgeDays !== 'any' && !isWhole(maxAgeDays)) {
    return 'has a maxAgeDays that is neither a whole number nor "any"';
  }
  if (anyAddress !== undefined && typeof anyAddress !== 'boolean') return 'has an anyAddress that is not true or false';
  return {
    issuer,
    ...(minimumEntries !== undefined && { minimumEntries }),
    ...(maxAgeDays !== undefined && { maxAgeDays }),
    ...(anyAddress !== undefined && { anyAddress }),
  };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}
