// Documents out of a verification pack instead of the network: what the pack does not hold cannot be had, and everything
// it does hold is as old as the moment at which its maker read it. A pack speaks for the deployment that made it and for
// the registries it lists, never for others, whoever signed it.
import type { Clock } from '../../kernel/clock.ts';
import type { PackContext, PackDocument, VerificationPack } from '../../standards/pack-contents.ts';
import type { DocumentSource } from '../document-source.ts';
import { trustRegistryConfigOf } from '../trust/registry-config.ts';
import type { RegistryConfigReading } from '../trust/registry-config.ts';

/** What was read longer ago than this is not told: too much may have been withdrawn since. */
const MOST_AGE_DAYS = 31;
const DAY_MS = 86_400_000;

/** A source that never reaches for the network. The pack must have been read, and its key accepted, before. */
export function packSource(pack: VerificationPack, clock: Clock): DocumentSource {
  const documents = new Map<string, PackDocument>(pack.documents.map((document) => [document.url, document]));
  const registries = new Set(pack.registries.map(({ url }) => url));
  const isOwn = (url: string): boolean => URL.canParse(url) && new URL(url).origin === pack.origin;
  return {
    read: (url, purpose) => {
      const found = documents.get(url);
      const mayTell = purpose === 'registry' ? isOwn(url) || registries.has(url) : isOwn(url);
      const age = found === undefined ? 0 : clock.now().getTime() - found.readAt.getTime();
      if (found === undefined || !mayTell || age > MOST_AGE_DAYS * DAY_MS) {
        return Promise.resolve({ state: 'unreachable', code: 'unreachable' });
      }
      const { text, mediaType } = found;
      return Promise.resolve({
        state: 'found',
        bytes: text,
        ageSeconds: Math.max(0, Math.floor(age / 1000)),
        source: new URL(url).host,
        contentType: mediaType,
      });
    },
    isOwn,
  };
}

/** The trust registries that the pack's maker relies on. A reader with registries of its own need not ask. */
export function packRegistries(pack: VerificationPack): RegistryConfigReading {
  return trustRegistryConfigOf(pack.registries);
}

/** URLs of contexts that the maker of the pack had with other bytes than the reader: its documents may mean other things. */
export function differingContexts(pack: VerificationPack, own: readonly PackContext[]): readonly string[] {
  const ownDigests = new Map(own.map(({ url, sha256 }) => [url, sha256]));
  return pack.contexts
    .filter(({ url, sha256 }) => ownDigests.has(url) && ownDigests.get(url) !== sha256)
    .map(({ url }) => url);
}
