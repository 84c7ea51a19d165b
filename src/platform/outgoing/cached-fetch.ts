// Copies of what was fetched lately, so that a hundred badges of one issuer ask it once: bounded in age, number and bytes,
// and never older than the reader allows (a document that cannot be had is believed for half a minute at most).
import type { Clock } from '../../kernel/clock.ts';
import type { FetchResult } from './fetch-result.ts';
import type { FetchOptions, GuardedFetch } from './guarded-fetch.ts';

export interface CachedFetchOptions extends FetchOptions {
  /** The oldest copy that will do. For a document that is absent or unreachable at most 30 s, whatever is asked. */
  readonly maxAgeSeconds: number;
}

/** Seconds since the host was asked; 0 for what was read just now. */
export type CachedResult = FetchResult & { readonly ageSeconds: number };

export interface CachedFetch {
  read(url: string, options: CachedFetchOptions): Promise<CachedResult>;
  /** Drops every copy of a URL, also one that is just being fetched. */
  forget(url: string): void;
}

export interface CachedFetchSettings {
  readonly fetch: GuardedFetch;
  readonly clock: Clock;
  /** Default 1000. */
  readonly mostEntries?: number;
  /** Bytes of bodies and keys together. Default 32 MB. */
  readonly mostBytes?: number;
}

const LONGEST_NEGATIVE_SECONDS = 30;

interface Entry {
  readonly url: string;
  readonly result: FetchResult;
  readonly askedAt: number;
  readonly bytes: number;
}

export function createCachedFetch(settings: CachedFetchSettings): CachedFetch {
  const { fetch, clock, mostEntries = 1000, mostBytes = 32 * 1024 * 1024 } = settings;
  /** Least recently read first. */
  const entries = new Map<string, Entry>();
  const underWay = new Map<string, { readonly url: string; readonly answer: Promise<Entry> }>();
  let bytesKept = 0;

  const drop = (key: string): void => {
    bytesKept -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  const keep = (key: string, entry: Entry): void => {
    drop(key);
    if (entry.bytes > mostBytes || ('crowded' in entry.result && entry.result.crowded)) return;
    entries.set(key, entry);
    bytesKept += entry.bytes;
    for (const oldest of entries.keys()) {
      if (entries.size <= mostEntries && bytesKept <= mostBytes) return;
      drop(oldest);
    }
  };

  const ageOf = (entry: Entry): number => (clock.now().getTime() - entry.askedAt) / 1000;

  /** Shared by everyone who asks the same while it lasts. */
  const ask = async (key: string, url: string, options: FetchOptions): Promise<Entry> => {
    const running = underWay.get(key);
    if (running !== undefined) return running.answer;
    const askedAt = clock.now().getTime();
    const answer = fetch(url, options).then((result) => ({ url, result, askedAt, bytes: weightOf(key, result) }));
    const mine = { url, answer };
    underWay.set(key, mine);
    try {
      const entry = await answer;
      // Forgotten meanwhile: good for those who waited, but not for anyone later.
      if (underWay.get(key) === mine) keep(key, entry);
      return entry;
    } finally {
      if (underWay.get(key) === mine) underWay.delete(key);
    }
  };

  return {
    read: async (text, { maxAgeSeconds, ...options }) => {
      const url = canonical(text);
      // Another limit or another `Accept` may well bring another answer.
      const key = `${url} ${options.maxBytes ?? ''} ${options.accept ?? ''}`;
      const kept = entries.get(key);
      if (kept !== undefined && isFresh(kept.result, ageOf(kept), maxAgeSeconds)) {
        entries.delete(key);
        entries.set(key, kept);
        return { ...kept.result, ageSeconds: Math.floor(ageOf(kept)) };
      }
      const entry = await ask(key, url, options);
      return { ...entry.result, ageSeconds: Math.max(0, Math.floor(ageOf(entry))) };
    },
    forget: (text) => {
      const url = canonical(text);
      for (const [key, entry] of entries) if (entry.url === url) drop(key);
      for (const [key, running] of underWay) if (running.url === url) underWay.delete(key);
    },
  };
}

/** A copy from the future (the clock was set back) is no copy. */
function isFresh(result: FetchResult, age: number, maxAgeSeconds: number): boolean {
  const most = result.state === 'found' ? maxAgeSeconds : Math.min(maxAgeSeconds, LONGEST_NEGATIVE_SECONDS);
  return age >= 0 && age < most;
}

/** One spelling for one document; a fragment is never sent. What is no URL stays as it is. */
function canonical(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  return url.href;
}

function weightOf(key: string, result: FetchResult): number {
  if (result.state !== 'found') return key.length;
  return key.length + result.bytes.byteLength + result.finalUrl.length + (result.contentType?.length ?? 0);
}
