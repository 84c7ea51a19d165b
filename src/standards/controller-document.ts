// What a controller says about its keys (CID 1.0 §2, DID 1.0 §5): its methods with absolute ids, whether they stand in a list
// of their own or inside a relationship, and which relationship lists which. A DID document, a profile under an https
// address with the same members, or a single key document as Open Badges 3.0 has it are all read alike.
import { isJsonObject } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { listOf } from './checks/walk.ts';

/** What a key may be used for: to assert (credentials), or to authenticate (presentations). */
export type Relationship = 'assertionMethod' | 'authentication';

export interface ControllerMethod {
  /** Absolute. */
  readonly id: string;
  readonly method: JsonObject;
}

const relationships: readonly Relationship[] = ['assertionMethod', 'authentication'];

/** Whether the document is that of this controller: it has its id, or is the document of one key of it. */
export function isDocumentOf(document: JsonObject, controllerId: string): boolean {
  return document.id === controllerId || isKeyDocument(document, controllerId);
}

/** The methods of the document, one of each place; those that stand in several places come several times. */
export function methodsOf(document: JsonObject, controllerId: string): readonly ControllerMethod[] {
  if (isKeyDocument(document, controllerId))
    return typeof document.id === 'string' ? [{ id: document.id, method: document }] : [];
  const listed = listOf(document.verificationMethod);
  const embedded = relationships.flatMap((relationship) => listOf(document[relationship]));
  return [...listed, ...embedded].filter(isJsonObject).flatMap((method) => {
    const id = absoluteId(method.id, controllerId);
    return id === undefined ? [] : [{ id, method }];
  });
}

/** Whether a relationship of the document lists the method, by its id or by holding it. */
export function isListed(
  document: JsonObject,
  controllerId: string,
  relationship: Relationship,
  methodId: string,
): boolean {
  if (isKeyDocument(document, controllerId)) return document.id === methodId;
  return listOf(document[relationship])
    .map((entry) => (isJsonObject(entry) ? entry.id : entry))
    .some((id) => absoluteId(id, controllerId) === methodId);
}

/**
 * An id as the document means it: `#key-1` and a bare `key-1` are fragments of the controller's own id, everything else
 * stands as it is. Undefined for what is no text.
 */
export function absoluteId(id: JsonValue | undefined, controllerId: string): string | undefined {
  if (typeof id !== 'string' || id === '') return undefined;
  if (id.startsWith('#')) return `${controllerId}${id}`;
  return /^[A-Za-z0-9._~-]+$/.test(id) ? `${controllerId}#${id}` : id;
}

/**
 * Open Badges 3.0 §8.3 lets the id of a method lead to the key itself: a document whose id is that of the method, a
 * fragment of its controller's address, with `controller` and the key at the top.
 */
function isKeyDocument({ id, controller, type }: JsonObject, controllerId: string): boolean {
  const isAddress = /^https?:\/\//.test(controllerId);
  const isOwnFragment =
    typeof id === 'string' && id.startsWith(`${controllerId}#`) && id.length > controllerId.length + 1;
  return isAddress && isOwnFragment && controller === controllerId && typeof type === 'string';
}
