// The structure gate for one credential: walked once with a list of its own, never recursively, and left where another
// credential begins. Each rule here closes a way to say something that verification would not see.
import { isJsonArray, isJsonObject, isStorableText, pointerToken } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { kindNames, kindOf } from '../document-kind.ts';
import type { CheckCode } from './check-codes.ts';
import { isLanguageValue } from './language-value.ts';
import { limits } from './limits.ts';
import { repeatedIds } from './repeated-ids.ts';
import { listOf } from './walk.ts';

/** Members under which whole credentials may stand; each of them is gated on its own. */
const embeddingMembers: ReadonlySet<string> = new Set(['endorsement', 'verifiableCredential']);
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface EmbeddedCredential {
  readonly pointer: string;
  readonly document: JsonObject;
  /** The member it stands under: `endorsement` or `verifiableCredential`. */
  readonly member: string;
}

interface Found {
  readonly code: CheckCode<'structure'>;
  readonly pointer: string;
  /** It may be meant honestly, but what it means cannot be said here. */
  readonly unclear?: boolean;
}

interface Gated {
  readonly problem?: Found;
  /** The credentials directly inside; all of them only when there is no problem. */
  readonly embedded: readonly EmbeddedCredential[];
}

interface Open {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly depth: number;
  readonly key: string;
}

export function gate(root: EmbeddedCredential): Gated {
  const embedded: EmbeddedCredential[] = [];
  const failed = (code: Found['code'], pointer: string): Gated => ({ problem: { code, pointer }, embedded });
  const rootProblem = tooManyMembers(root) ?? aliasedKind(root);
  if (rootProblem !== undefined) return { problem: rootProblem, embedded };
  const kind = kindOf(root.document);
  const repeatsId = repeatedIds(root.document);
  const open: Open[] = [{ value: root.document, pointer: root.pointer, depth: 1, key: '' }];
  let nodes = 0;
  let bytes = 0;
  // An array that is too long is walked all the same, because too many objects inside it say more.
  let longArray: Found | undefined;
  let needless: Found | undefined;
  let unclear: Found | undefined;

  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer, depth, key } = next;
    bytes += sizeOf(value);
    const code = valueProblem(value, depth) ?? (key === 'type' ? typeProblem(value) : undefined);
    if (code !== undefined) return failed(code, pointer);
    if (isJsonObject(value)) {
      nodes += 1;
      const wrong = isLanguageValue(next, kind) ? undefined : keyProblem(value, next, root);
      if (wrong !== undefined && kind === 'credential' && isUnclear(wrong, next, root)) {
        unclear ??= { code: wrong.code, pointer: pointer + wrong.below, unclear: true };
      } else if (wrong !== undefined) return failed(wrong.code, pointer + wrong.below);
      if (repeatsId(value, key)) return failed('repeated_id', pointer);
    }
    if (nodes > limits.nodes) return failed('too_many_nodes', pointer);
    if (bytes > limits.totalBytes) return failed('too_large', root.pointer);
    if (isJsonArray(value)) {
      if (value.length > limits.arrayLength) longArray ??= { code: 'array_too_long', pointer };
      const wrong = arrayProblem(value, key);
      if (wrong !== undefined) needless ??= { code: wrong, pointer };
    }
    for (const child of childrenOf(next)) {
      const { value: inner } = child;
      const embeds = isJsonObject(inner) && embeddingMembers.has(child.key);
      if (embeds) embedded.push({ pointer: child.pointer, document: inner, member: child.key });
      else open.push(child);
    }
  }
  const endorsements = embedded.filter(({ member }) => member === 'endorsement');
  if (endorsements.length > limits.endorsements) return failed('too_many_endorsements', root.pointer);
  const problem = longArray ?? needless ?? unclear;
  return problem === undefined ? { embedded } : { problem, embedded };
}

function tooManyMembers({ document, pointer }: EmbeddedCredential): Found | undefined {
  const lists = [
    ['proof', limits.proofs, 'too_many_proofs'],
    ['credentialStatus', limits.statusEntries, 'too_many_status_entries'],
  ] as const;
  const found = lists.find(([name, most]) => listOf(document[name]).length > most);
  return found && { code: found[2], pointer: `${pointer}/${found[0]}` };
}

/** To RDF a word and its IRI are the same, so the signature would hold; but the rules of its kind would be passed over. */
function aliasedKind({ document, pointer }: EmbeddedCredential): Found | undefined {
  const isAlias = (type: JsonValue): boolean =>
    typeof type === 'string' && /[:/#]/.test(type) && kindNames.includes(type.split(/[:/#]/).at(-1) ?? '');
  return listOf(document.type).some(isAlias) ? { code: 'alias_key', pointer: `${pointer}/type` } : undefined;
}

/** The words of the known vocabularies have their names; written as addresses they would pass the rules of their kind by. */
const vocabularies: readonly string[] = [
  'https://purl.imsglobal.org/spec/vc/ob/vocab.html#',
  'https://purl.imsglobal.org/spec/vc/clr/vocab.html#',
  'https://www.w3.org/2018/credentials#',
  'https://www.w3.org/ns/credentials/',
  'https://w3id.org/security#',
];

function typeProblem(value: JsonValue): CheckCode<'structure'> | undefined {
  if (typeof value === 'string') return vocabularies.some((iri) => value.startsWith(iri)) ? 'alias_key' : undefined;
  const isTwice =
    isJsonArray(value) && value.includes('OpenBadgeCredential') && value.includes('AchievementCredential');
  return isTwice ? 'repeated_item' : undefined;
}

function valueProblem(value: JsonValue, depth: number): CheckCode<'structure'> | undefined {
  if (value === null) return 'null_value';
  if (typeof value === 'string') {
    if (Buffer.byteLength(value) > limits.stringBytes) return 'string_too_long';
    return isStorableText(value) ? undefined : 'invalid_unicode';
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return 'number_out_of_range';
    if (Number.isInteger(value)) return Number.isSafeInteger(value) ? undefined : 'unsafe_integer';
    // RDF has sixteen digits of a number (JSON-LD 1.1 API §8.6); what stands behind them is signed by nobody.
    return Number(value.toExponential(15)) === value ? undefined : 'too_precise';
  }
  return typeof value === 'object' && depth > limits.depth ? 'too_deep' : undefined;
}

/** To RDF nothing in an array, an array in it or the same item once more says nothing, so no signature would miss it. */
function arrayProblem(items: readonly JsonValue[], key: string): CheckCode<'structure'> | undefined {
  if (items.length === 0) return key === 'verifiableCredential' ? undefined : 'empty_array';
  if (items.some(isJsonArray)) return 'nested_array';
  if (items.length === 1 || items.length > limits.arrayLength) return undefined;
  const distinct = new Set(items.map((item) => `${typeof item} ${comparable(item)}`));
  return distinct.size === items.length ? undefined : 'repeated_item';
}

function comparable(item: JsonValue): string {
  return JSON.stringify(item, (_, value: JsonValue) =>
    isJsonObject(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

function keyProblem(
  object: JsonObject,
  { pointer }: Open,
  root: EmbeddedCredential,
): { code: Found['code']; below: string } | undefined {
  // Some suites repeat the context in the proof; the proof check says whether it may stand there.
  const inProof = /^\/proof(?:\/\d+)?$/.test(pointer.slice(root.pointer.length));
  for (const key of Object.keys(object)) {
    const below = pointerToken(key);
    if (key === '@context' && inProof) {
      const wrong = proofContextProblem(object[key]);
      if (wrong !== undefined) return { code: wrong, below };
      continue;
    }
    if (key === '@context' && object === root.document) continue;
    if (key === '@context') return { code: 'nested_context', below };
    if (key.startsWith('@') || key.includes(':')) return { code: 'alias_key', below };
    if (forbiddenKeys.has(key)) return { code: 'forbidden_key', below };
    if (!isStorableText(key)) return { code: 'invalid_unicode', below };
  }
  return undefined;
}

/** Whether it repeats the document's contexts is for the proof check to say; here only that it says something, and once. */
function proofContextProblem(contexts: JsonValue | undefined): CheckCode<'structure'> | undefined {
  if (!isJsonArray(contexts)) return undefined;
  if (contexts.length === 0) return 'empty_array';
  return new Set(contexts.map(comparable)).size < contexts.length ? 'repeated_item' : undefined;
}

/**
 * Deep inside credentials that are no badges, JSON-LD is written in all its spellings. Such a document is not wrong, but
 * nothing in it is believed either; what stands in the credential itself or its proof must be plain.
 */
function isUnclear(wrong: { code: string; below: string }, { pointer }: Open, root: EmbeddedCredential): boolean {
  const isInside = pointer !== root.pointer && !pointer.startsWith(`${root.pointer}/proof`);
  return isInside && (wrong.code === 'nested_context' || wrong.below === '/@type');
}

/** The values one step down, array items under the name of their array; the root's `@context` is left to its own check. */
function childrenOf({ value, pointer, depth, key }: Open): readonly Open[] {
  const child = (name: string, token: string | number, inner: JsonValue): Open => ({
    value: inner,
    pointer: pointer + pointerToken(token),
    depth: depth + 1,
    key: name,
  });
  if (isJsonArray(value)) return value.map((item, index) => child(key, index, item));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === '@context' ? [] : [child(name, name, member)]));
}

/** About how many bytes of JSON a value adds, its children not counted. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return value.length + 3;
  return isJsonObject(value) ? Object.keys(value).reduce((sum, key) => sum + key.length + 4, 2) : 2;
}
