// Rule: ids and links are absolute and use schemes that run nothing when followed: http, https, urn, did, and data: for
// pictures (Open Badges 3.0 URI, narrowed). A badge is shown on pages, so a script in a link must never get in.
import type { SchemaRule } from './finding.ts';
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

export const uriSchemes: SchemaRule = (document) =>
  [...walk(document)]
    .filter(({ key, value, pointer }) => {
      if (typeof value !== 'string' || !members.has(key) || pointer.startsWith('/proof')) return false;
      return !allowed.test(value) || /[\u0000-\u0020<>"\\^`{|}]/.test(value);
    })
    .map(({ pointer }) => ({ code: 'uri_scheme' as const, pointer }));
