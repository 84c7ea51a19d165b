// What a document says it is, from its declared types and its first context. Every later check follows this: an Open
// Badge, a CLR and an endorsement are held to their own schemas, any other credential to the W3C data model alone.
import { isJsonArray } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { credentialsV1 } from './context-list.ts';

export type DocumentKind = 'open-badge' | 'endorsement' | 'clr' | 'status-list' | 'credential' | 'presentation';

/** The version of the W3C Verifiable Credentials Data Model that the first context names. */
export type DataModel = '2.0' | '1.1';

/** The first match decides; Open Badges 3.0 gives its credential two names that mean the same. */
const kindsByType: readonly (readonly [string, DocumentKind])[] = [
  ['OpenBadgeCredential', 'open-badge'],
  ['AchievementCredential', 'open-badge'],
  ['ClrCredential', 'clr'],
  ['EndorsementCredential', 'endorsement'],
  ['BitstringStatusListCredential', 'status-list'],
  ['StatusList2021Credential', 'status-list'],
  ['VerifiablePresentation', 'presentation'],
];

/** The names that decide; a document that means one of them must write it so, and not as the IRI it stands for. */
export const kindNames: readonly string[] = kindsByType.map(([name]) => name);

/** The declared kind; `credential` for whatever is none of the kinds with rules of their own. */
export function kindOf(document: JsonObject): DocumentKind {
  const types = typesOf(document);
  return kindsByType.find(([type]) => types.includes(type))?.[1] ?? 'credential';
}

/** 1.1 when the first context is that of version 1.1; everything else is judged as 2.0. */
export function dataModelOf(document: JsonObject): DataModel {
  const contexts = document['@context'];
  const [first] = isJsonArray(contexts) ? contexts : [contexts];
  return first === credentialsV1 ? '1.1' : '2.0';
}

function typesOf({ type }: JsonObject): readonly JsonValue[] {
  if (type === undefined) return [];
  return isJsonArray(type) ? type : [type];
}

/** Whether a document claims to be of two kinds at once, so that each reader could take it for another. */
export function claimsSeveralKinds(document: JsonObject): boolean {
  const types = typesOf(document);
  const kinds = new Set(kindsByType.filter(([type]) => types.includes(type)).map(([, kind]) => kind));
  return kinds.size > 1;
}
