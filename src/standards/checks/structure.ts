// Check `structure`: the document is in the one canonical JSON form, small enough, and says nothing by another name.
// JSON-LD has many spellings of the same signed statement; only the plain one is accepted, before anything else looks.
import { canonicalJson, isJsonArray, isJsonObject, isStorableText, pointerToken } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';
import { listOf } from './walk.ts';

/** Members under which whole credentials may stand; each of them is gated on its own. */
const embeddingMembers: ReadonlySet<string> = new Set(['endorsement', 'verifiableCredential']);
const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export interface EmbeddedCredential {
  readonly pointer: string;
  readonly document: JsonObject;
}

interface Found {
  readonly code: CheckCode<'structure'>;
  readonly pointer: string;
}

/** Gates a credential and every credential inside it; the first thing found wrong is the answer. */
export function structureCheck(document: JsonObject): CheckResult {
  const queue: EmbeddedCredential[] = [{ pointer: '', document }];
  let embedded = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const gated = gate(next);
    if (gated.problem !== undefined) {
      return checkResult('structure', 'fail', gated.problem.code, { pointer: gated.problem.pointer });
    }
    embedded += gated.embedded.length;
    if (embedded > limits.embeddedCredentials) return checkResult('structure', 'fail', 'too_many_credentials');
    queue.push(...gated.embedded);
  }
  return passed('structure');
}

/** The credentials directly or indirectly inside a document that passed the gate. */
export function embeddedCredentials(document: JsonObject): readonly EmbeddedCredential[] {
  const all: EmbeddedCredential[] = [];
  const queue: EmbeddedCredential[] = [{ pointer: '', document }];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { embedded } = gate(next);
    all.push(...embedded);
    queue.push(...embedded);
  }
  return all;
}

/**
 * Whether an object inside says more about the credential itself. To RDF it is the same node, so a claim such as
 * `validUntil` could move there under a signature that still holds, and would not be seen at the root.
 */
function restatesRoot(value: JsonObject, root: JsonObject): boolean {
  return (
    value.id !== undefined && value.id === root.id && Object.keys(value).some((key) => key !== 'id' && key !== 'type')
  );
}

/**
 * Objects with one id are one node to RDF, so what they say could change places under a signature that still holds.
 * One object may say everything and the others only name it, or all say the same; beside the issuer itself nothing may
 * say more of the issuer than it does.
 */
function repeatsId(value: JsonObject, root: JsonObject, homes: Map<string, JsonObject>): boolean {
  const { id, type: _, ...members } = value;
  if (typeof id !== 'string' || value === root || value === root.issuer || Object.keys(members).length === 0)
    return false;
  if (id === issuerIdOf(root)) {
    const { issuer } = root;
    const said = isJsonObject(issuer) ? issuer : {};
    return Object.entries(members).some(([key, member]) => !isSame(said[key], member));
  }
  const home = homes.get(id);
  if (home === undefined) homes.set(id, value);
  return home !== undefined && !isSame(home, value);
}

function issuerIdOf({ issuer }: JsonObject): JsonValue | undefined {
  return isJsonObject(issuer) ? issuer.id : issuer;
}

function isSame(one: JsonValue | undefined, other: JsonValue): boolean {
  return one !== undefined && canonicalJson(one) === canonicalJson(other);
}

/** Walks one credential with a list of its own, never recursively, and stops where an embedded one begins. */
function gate(root: EmbeddedCredential): { problem?: Found; embedded: EmbeddedCredential[] } {
  const embedded: EmbeddedCredential[] = [];
  const listProblem = tooManyMembers(root);
  if (listProblem !== undefined) return { problem: listProblem, embedded };
  const open: Open[] = [{ value: root.document, pointer: root.pointer, depth: 1 }];
  const homes = new Map<string, JsonObject>();
  let nodes = 0;
  let bytes = 0;
  // An array that is too long is walked all the same, because too many objects inside it say more.
  let longArray: Found | undefined;

  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer, depth } = next;
    const isObject = isJsonObject(value);
    bytes += sizeOf(value);
    if (isObject) nodes += 1;
    const code = valueProblem(value, depth, root.document) ?? (isObject ? keyProblem(value, root.document) : undefined);
    if (code !== undefined) return { problem: { code: code.code, pointer: pointer + code.below }, embedded };
    if (isObject && repeatsId(value, root.document, homes))
      return { problem: { code: 'repeated_id', pointer }, embedded };
    if (nodes > limits.nodes) return { problem: { code: 'too_many_nodes', pointer }, embedded };
    if (bytes > limits.totalBytes) return { problem: { code: 'too_large', pointer: root.pointer }, embedded };
    if (isJsonArray(value) && value.length > limits.arrayLength) longArray ??= { code: 'array_too_long', pointer };
    for (const child of childrenOf(next)) {
      if (child.embeds && isJsonObject(child.value)) embedded.push({ pointer: child.pointer, document: child.value });
      else open.push(child);
    }
  }
  const endorsements = embedded.filter((inside) => /\/endorsement(?:\/\d+)?$/.test(inside.pointer));
  if (endorsements.length > limits.endorsements) {
    return { problem: { code: 'too_many_endorsements', pointer: root.pointer }, embedded };
  }
  return longArray === undefined ? { embedded } : { problem: longArray, embedded };
}

interface Open {
  readonly value: JsonValue;
  readonly pointer: string;
  readonly depth: number;
  /** Stands where whole credentials may stand. */
  readonly embeds?: boolean;
}

/** What is wrong with a value, and the rest of the pointer below it. */
interface Problem {
  readonly code: CheckCode<'structure'>;
  readonly below: string;
}

function tooManyMembers({ document, pointer }: EmbeddedCredential): Found | undefined {
  const lists = [
    ['proof', limits.proofs, 'too_many_proofs'],
    ['credentialStatus', limits.statusEntries, 'too_many_status_entries'],
  ] as const;
  const found = lists.find(([name, most]) => listOf(document[name]).length > most);
  return found && { code: found[2], pointer: `${pointer}/${found[0]}` };
}

function valueProblem(value: JsonValue, depth: number, root: JsonObject): Problem | undefined {
  const here = (code: CheckCode<'structure'>): Problem => ({ code, below: '' });
  if (value === null) return here('null_value');
  if (typeof value === 'string') {
    if (Buffer.byteLength(value) > limits.stringBytes) return here('string_too_long');
    return isStorableText(value) ? undefined : here('invalid_unicode');
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return here('number_out_of_range');
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? here('unsafe_integer') : undefined;
  }
  if (typeof value !== 'object') return undefined;
  if (depth > limits.depth) return here('too_deep');
  return isJsonObject(value) && value !== root && restatesRoot(value, root) ? here('repeated_id') : undefined;
}

function keyProblem(object: JsonObject, root: JsonObject): Problem | undefined {
  for (const key of Object.keys(object)) {
    const below = pointerToken(key);
    if (key === '@context' && object === root) continue;
    if (key === '@context') return { code: 'nested_context', below };
    if (key.startsWith('@') || key.includes(':')) return { code: 'alias_key', below };
    if (forbiddenKeys.has(key)) return { code: 'forbidden_key', below };
    if (!isStorableText(key)) return { code: 'invalid_unicode', below };
  }
  return undefined;
}

/** The values one step down; the root's `@context` is left to the context check. */
function childrenOf({ value, pointer, depth, embeds }: Open): readonly Open[] {
  if (isJsonArray(value)) {
    return value.map((item, index) => ({
      value: item,
      pointer: pointer + pointerToken(index),
      depth: depth + 1,
      ...(embeds === true && { embeds }),
    }));
  }
  if (!isJsonObject(value)) return [];
  const members = Object.entries(value).filter(([key]) => key !== '@context');
  return members.map(([key, member]) => ({
    value: member,
    pointer: pointer + pointerToken(key),
    depth: depth + 1,
    embeds: embeddingMembers.has(key),
  }));
}

/** About how many bytes of JSON a value adds, its children not counted. */
function sizeOf(value: JsonValue): number {
  if (typeof value === 'string') return value.length + 3;
  return isJsonObject(value) ? Object.keys(value).reduce((sum, key) => sum + key.length + 4, 2) : 2;
}
