// Check `structure`: the document is in the one canonical JSON form, small enough, and says nothing by another name.
// JSON-LD has many spellings of the same signed statement; only the plain one is accepted, before anything else looks.
import { isJsonArray, isJsonObject, isStorableText, pointerToken } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { CheckCode } from './check-codes.ts';
import { checkResult, passed } from './check-result.ts';
import type { CheckResult } from './check-result.ts';
import { limits } from './limits.ts';

/** Members under which whole credentials may stand; each of them is gated on its own. */
const embeddingMembers: Readonly<Record<string, CheckCode<'structure'>>> = {
  endorsement: 'too_many_endorsements',
  verifiableCredential: 'too_many_credentials',
};
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

/** Walks one credential with a list of its own, never recursively, and stops where an embedded one begins. */
function gate(root: EmbeddedCredential): { problem?: Found; embedded: EmbeddedCredential[] } {
  const embedded: EmbeddedCredential[] = [];
  const open: { value: JsonValue; pointer: string; depth: number }[] = [
    { value: root.document, pointer: root.pointer, depth: 1 },
  ];
  let nodes = 0;
  let bytes = 0;
  let endorsements = 0;
  // An array that is too long still is walked, because too many objects inside it say more.
  let longArray: Found | undefined;
  const stop = (code: CheckCode<'structure'>, pointer: string): { problem: Found; embedded: EmbeddedCredential[] } => ({
    problem: { code, pointer },
    embedded,
  });

  const proofs = root.document.proof;
  if (isJsonArray(proofs) && proofs.length > limits.proofs) return stop('too_many_proofs', `${root.pointer}/proof`);
  const statuses = root.document.credentialStatus;
  if (isJsonArray(statuses) && statuses.length > limits.statusEntries) {
    return stop('too_many_status_entries', `${root.pointer}/credentialStatus`);
  }

  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (value === null) return stop('null_value', pointer);
    if (typeof value === 'string') {
      if (value.length > limits.stringBytes || Buffer.byteLength(value) > limits.stringBytes) {
        return stop('string_too_long', pointer);
      }
      if (!isStorableText(value)) return stop('invalid_unicode', pointer);
      bytes += value.length + 3;
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) return stop('number_out_of_range', pointer);
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) return stop('unsafe_integer', pointer);
      bytes += 2;
    } else if (isJsonArray(value)) {
      if (depth > limits.depth) return stop('too_deep', pointer);
      if (value.length > limits.arrayLength) longArray ??= { code: 'array_too_long', pointer };
      for (const [index, item] of value.entries()) {
        open.push({ value: item, pointer: pointer + pointerToken(index), depth: depth + 1 });
      }
    } else if (isJsonObject(value)) {
      if (depth > limits.depth) return stop('too_deep', pointer);
      nodes += 1;
      if (value !== root.document && restatesRoot(value, root.document)) return stop('repeated_id', pointer);
      if (nodes > limits.nodes) return stop('too_many_nodes', pointer);
      for (const [key, member] of Object.entries(value)) {
        const at = pointer + pointerToken(key);
        bytes += key.length + 4;
        if (key === '@context' && value === root.document) continue;
        if (key === '@context') return stop('nested_context', at);
        if (key.startsWith('@') || key.includes(':')) return stop('alias_key', at);
        if (forbiddenKeys.has(key)) return stop('forbidden_key', at);
        if (!isStorableText(key)) return stop('invalid_unicode', at);
        if (!(key in embeddingMembers) || !Object.hasOwn(embeddingMembers, key)) {
          open.push({ value: member, pointer: at, depth: depth + 1 });
          continue;
        }
        for (const [index, item] of (isJsonArray(member) ? member : [member]).entries()) {
          const itemAt = isJsonArray(member) ? at + pointerToken(index) : at;
          if (isJsonObject(item)) embedded.push({ pointer: itemAt, document: item });
          else open.push({ value: item, pointer: itemAt, depth: depth + 2 });
        }
        if (key === 'endorsement') endorsements += isJsonArray(member) ? member.length : 1;
        if (endorsements > limits.endorsements) return stop('too_many_endorsements', at);
      }
    }
    if (bytes > limits.totalBytes) return stop('too_large', root.pointer);
  }
  return longArray === undefined ? { embedded } : { problem: longArray, embedded };
}
