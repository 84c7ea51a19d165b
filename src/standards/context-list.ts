// Which `@context` lists are accepted: exact ordered lists of known URLs, nothing inline (VCDM 2.0 §4.3, OB 3.0 §B).
// The same rule holds before signing and when verifying, so that no context can give a known word another meaning.
import { isJsonArray } from '../kernel/json.ts';
import type { JsonValue } from '../kernel/json.ts';

export const credentialsV2 = 'https://www.w3.org/ns/credentials/v2';
export const credentialsV1 = 'https://www.w3.org/2018/credentials/v1';
export const openBadges303 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const openBadgesExtensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json';
export const ed25519Signature2020V1 = 'https://w3id.org/security/suites/ed25519-2020/v1';
const dataIntegrityV2 = 'https://w3id.org/security/data-integrity/v2';

/** Contexts of Open Badges 3.0 by version; the second place of a badge's list is one of them. */
const openBadgesContexts: readonly string[] = [
  openBadges303,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
];

/** May follow in any order, each at most once. They define no word that another one of the list defines. */
const optionalContexts: Readonly<Record<ContextProfile, readonly string[]>> = {
  'open-badge': [openBadgesExtensions, dataIntegrityV2, ed25519Signature2020V1],
  'status-list': [dataIntegrityV2, ed25519Signature2020V1],
};

export type ContextProblemCode =
  | 'missing'
  | 'not_array'
  | 'inline_context'
  | 'unknown_context'
  | 'too_many_contexts'
  | 'wrong_order';

export interface ContextProblem {
  readonly code: ContextProblemCode;
  /** Position in the list, where one entry is to blame. */
  readonly index?: number;
  readonly url?: string;
}

export type ContextProfile = 'open-badge' | 'status-list';

/**
 * What is wrong with an `@context`, or undefined when it is an accepted list.
 * `open-badge`: credentials/v2, one Open Badges context, then optionally extensions, data-integrity/v2 and ed25519-2020/v1.
 * `status-list`: credentials/v2, then optionally data-integrity/v2 and ed25519-2020/v1.
 */
export function contextListProblem(
  contexts: JsonValue | undefined,
  profile: ContextProfile = 'open-badge',
): ContextProblem | undefined {
  if (contexts === undefined) return { code: 'missing' };
  if (!isJsonArray(contexts) || contexts.length === 0) return { code: 'not_array' };
  const leading = profile === 'open-badge' ? [[credentialsV2], openBadgesContexts] : [[credentialsV2]];
  const optional = optionalContexts[profile];
  if (contexts.length > leading.length + optional.length) return { code: 'too_many_contexts' };

  const urls: string[] = [];
  for (const [index, url] of contexts.entries()) {
    if (typeof url !== 'string') return { code: 'inline_context', index };
    if (![...leading.flat(), ...optional].includes(url)) return { code: 'unknown_context', index, url };
    urls.push(url);
  }
  for (const [index, allowed] of leading.entries()) {
    const url = urls[index];
    if (url === undefined) return { code: 'missing', index };
    if (!allowed.includes(url)) return { code: 'wrong_order', index, url };
  }
  for (const [index, url] of urls.entries()) {
    if (urls.indexOf(url) < index) return { code: 'too_many_contexts', index, url };
    if (index >= leading.length && !optional.includes(url)) return { code: 'wrong_order', index, url };
  }
  return undefined;
}
