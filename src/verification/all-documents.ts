// Fills the port for a deployment: its own documents from its own readers, everybody else's through the guarded fetch, with
// a size and an age for each purpose. A copy may be as old as five minutes; how old it is stands in the report.
import type { CachedFetch, CachedFetchOptions } from '../platform/outgoing/cached-fetch.ts';
import { sizeLimits } from '../platform/outgoing/guarded-fetch.ts';
import type { DocumentSource, Purpose } from './document-source.ts';

const json = 'application/json';
const credentialTypes =
  'application/vc, application/vc+jwt, application/vc+ld+json, application/ld+json;q=0.9, application/json;q=0.9, application/jwt;q=0.9, text/plain;q=0.8, image/png;q=0.7, image/svg+xml;q=0.7, text/html;q=0.3';

const ways: Readonly<Record<Purpose, CachedFetchOptions>> = {
  issuer: {
    accept: `application/did+json, application/did+ld+json, application/ld+json, ${json}`,
    maxBytes: sizeLimits.issuer,
    maxAgeSeconds: 300,
  },
  'status-list': {
    accept: `application/vc, application/vc+jwt, application/ld+json, ${json}`,
    maxBytes: sizeLimits.statusList,
    maxAgeSeconds: 300,
  },
  credential: { accept: credentialTypes, maxBytes: sizeLimits.image, maxAgeSeconds: 0 },
  registry: { accept: json, maxBytes: sizeLimits.statusList, maxAgeSeconds: 300 },
  evidence: { accept: '*/*', maxBytes: sizeLimits.image, maxAgeSeconds: 0 },
  legacy: { accept: `application/ld+json, ${json}, text/plain`, maxBytes: sizeLimits.credential, maxAgeSeconds: 300 },
};

export function allDocuments(own: DocumentSource, remote: CachedFetch): DocumentSource {
  return {
    isOwn: (url) => own.isOwn(url),
    read: async (url, purpose, options) => {
      if (own.isOwn(url)) return own.read(url, purpose);
      const way = ways[purpose];
      const maxAgeSeconds = Math.min(way.maxAgeSeconds, options?.maxAgeSeconds ?? way.maxAgeSeconds);
      const found = await remote.read(url, { ...way, maxAgeSeconds });
      if (found.state === 'absent') return { state: 'absent' };
      if (found.state === 'unreachable') return { state: 'unreachable', code: found.code };
      const { bytes, ageSeconds, contentType, finalUrl } = found;
      return {
        state: 'found',
        bytes,
        ageSeconds,
        source: new URL(finalUrl).host,
        ...(contentType !== undefined && { contentType }),
        ...(finalUrl !== url && { url: finalUrl }),
      };
    },
  };
}
