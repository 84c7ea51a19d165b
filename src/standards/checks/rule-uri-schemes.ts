// Rule: ids and links are absolute and use schemes that run nothing when followed: http, https, urn, did, and data: for
// pictures (Open Badges 3.0 URI, narrowed). A badge is shown on pages, so a script in a link must never get in.
import type { JsonObject } from '../../kernel/json.ts';
import type { Finding, SchemaRule } from './finding.ts';
import { walk } from './walk.ts';

/** Members whose values are IRIs in the contexts we accept. */
const members: ReadonlySet<string> = new Set([
  'id',
  'url',
  'targetUrl',
  'resultDescription',
  'achievedLevel',
  'requiredLevel',
  'statusListCredential',
]);
const allowed = /^(?:https?:\/\/[^\s/]|urn:[a-z0-9]|did:[a-z0-9]|data:image\/(?:png|svg\+xml|jpeg|gif|webp)[;,])/i;

/** Followed by programs or people, so they keep to the schemes above; other ids only name something. */
const followed = /\/(?:image|criteria|evidence(?:\/\d+)?)\/id$/;
const anyScheme = /^[a-z][a-z0-9+.-]*:[^\s]/i;
const ofPages = /^(?:https?|data|javascript|vbscript|file|blob|filesystem|about|view-source|intent):/i;
const runs = /^(?:javascript|vbscript|file|blob|filesystem|data(?!:image\/(?:png|svg\+xml|jpeg|gif|webp)[;,])):/i;
const neverInLinks = /[\u0000-\u0020<>"\\^`{|}]/;

export const uriSchemes: SchemaRule = (document) =>
  [...walk(document)]
    .filter(({ key, value, pointer }) => {
      if (typeof value !== 'string' || !members.has(key) || pointer.startsWith('/proof')) return false;
      const mayName = key === 'id' && !followed.test(pointer) && anyScheme.test(value) && !ofPages.test(value);
      return !(allowed.test(value) || mayName) || neverInLinks.test(value);
    })
    .map(({ pointer }) => ({ code: 'uri_scheme' as const, pointer }));

const ofCredential = [
  '/id',
  '/issuer',
  '/issuer/id',
  '/credentialStatus/id',
  '/credentialSchema/id',
  '/refreshService/id',
];

/**
 * For credentials of any kind (VCDM 2.0 §4.4, §4.7): what the data model names by URL is absolute, of whatever scheme,
 * and no link anywhere runs something when it is followed.
 */
export const safeLinks: SchemaRule = (document) => badLinks(document, [...ofCredential, '/credentialSubject/id']);

/** In a status list the subject is the list itself, whose name nobody follows. */
export const safeListLinks: SchemaRule = (document) => badLinks(document, ofCredential);

/** Presentations of the older data model are named by whatever a wallet makes up. */
export const safePresentationLinks: SchemaRule = (document, dataModel) =>
  badLinks(document, dataModel === '1.1' ? ['/holder', '/holder/id'] : ['/id', '/holder', '/holder/id']);

function badLinks(document: JsonObject, absolute: readonly string[]): readonly Finding[] {
  return [...walk(document)]
    .filter(({ key, value, pointer }) => {
      if (typeof value !== 'string' || pointer.startsWith('/proof')) return false;
      // The members of the data model may be lists.
      if (absolute.includes(pointer.replace(/^(\/\w+)\/\d+\//, '$1/'))) {
        return !(anyScheme.test(value) || value.startsWith('_:')) || runs.test(value) || neverInLinks.test(value);
      }
      return members.has(key) && runs.test(value);
    })
    .map(({ pointer }) => ({ code: 'uri_scheme' as const, pointer }));
}
