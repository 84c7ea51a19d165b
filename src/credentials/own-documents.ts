// Fills the verification's port for documents of this deployment: DID documents, status lists and credentials are read
// from the database, never over the network, and judged as strictly as anyone's.
import type { Credentials } from './credentials.ts';
import type { Issuers } from '../catalog/issuers/issuers.ts';
import { Problem } from '../kernel/problem.ts';
import type { DocumentSource, SourceDocument } from '../verification/document-source.ts';

type Reading = (id: string) => Promise<string>;

export function ownDocuments(origins: readonly string[], issuers: Issuers, credentials: Credentials): DocumentSource {
  const readings: readonly (readonly [RegExp, Reading])[] = [
    [/^\/issuers\/(iss_[0-9A-Za-z]{22})\/did\.json$/, async (id) => JSON.stringify(await issuers.didDocument(id))],
    [
      /^\/status-lists\/(stl_[0-9A-Za-z]{22})$/,
      async (id) => (await credentials.readStatusList(id)).signedDocument ?? '',
    ],
    [
      /^\/credentials\/(cred_[0-9A-Za-z]{22})$/,
      async (id) => (await credentials.readPublished(id)).signedDocument ?? '',
    ],
  ];
  const ownPath = (url: string): string | undefined => {
    const origin = origins.find((candidate) => url.startsWith(`${candidate}/`));
    return origin === undefined ? undefined : url.slice(origin.length);
  };
  return {
    isOwn: (url) => ownPath(url) !== undefined,
    read: async (url): Promise<SourceDocument> => {
      const path = ownPath(url);
      if (path === undefined) return { state: 'unreachable', code: 'unreachable' };
      for (const [pattern, reading] of readings) {
        const id = pattern.exec(path)?.[1];
        if (id !== undefined) return found(await reading(id).catch(absentOrThrow));
      }
      return { state: 'absent' };
    },
  };
}

function found(text: string | undefined): SourceDocument {
  return text === undefined ? { state: 'absent' } : { state: 'found', bytes: text, ageSeconds: 0, source: 'own' };
}

function absentOrThrow(error: unknown): undefined {
  if (error instanceof Problem && error.slug === 'not-found') return undefined;
  throw error;
}
