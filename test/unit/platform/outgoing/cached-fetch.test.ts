// If this fails, a revoked key lives on in a copy, a stranger fills our memory, or a crowd of badges floods their issuer.
import { describe, expect, it } from 'vitest';
import { addSeconds } from '../../../../src/kernel/clock.ts';
import { createCachedFetch } from '../../../../src/platform/outgoing/cached-fetch.ts';
import type { CachedFetch, CachedFetchSettings } from '../../../../src/platform/outgoing/cached-fetch.ts';
import type { FetchResult } from '../../../../src/platform/outgoing/fetch-result.ts';

const URL_A = 'https://a.example/did.json';
const fiveMinutes = { maxAgeSeconds: 300 };

interface Remote {
  readonly cache: CachedFetch;
  readonly asked: readonly string[];
  pass(seconds: number): void;
}

/** A cache before a remote host, whose answers say how many questions it had heard by then. */
function remote(
  answer: (url: string, count: number) => FetchResult | Promise<FetchResult> = (url, count) => found(url, `${count}`),
  settings: Partial<CachedFetchSettings> = {},
): Remote {
  let now = new Date('2026-11-25T12:00:00Z');
  const asked: string[] = [];
  const cache = createCachedFetch({
    clock: { now: () => now },
    fetch: async (url) => {
      asked.push(url);
      return answer(url, asked.length);
    },
    ...settings,
  });
  return { cache, asked, pass: (seconds) => void (now = addSeconds(now, seconds)) };
}

function found(url: string, text: string): FetchResult {
  return { state: 'found', bytes: Buffer.from(text), finalUrl: url };
}

async function textOf(cache: CachedFetch, url: string, maxAgeSeconds = 300): Promise<string> {
  const result = await cache.read(url, { maxAgeSeconds });
  return result.state === 'found'
    ? `${Buffer.from(result.bytes).toString()} after ${result.ageSeconds} s`
    : result.state;
}

describe('a copy', () => {
  it('answers until it is as old as the reader allows, and tells its age', async () => {
    const { cache, pass } = remote();
    expect(await textOf(cache, URL_A)).toBe('1 after 0 s');
    pass(299);
    expect(await textOf(cache, URL_A)).toBe('1 after 299 s');
    pass(1);
    expect(await textOf(cache, URL_A)).toBe('2 after 0 s');
  });

  it('is as fresh as each reader demands', async () => {
    const { cache, pass } = remote();
    await textOf(cache, URL_A);
    pass(60);
    expect(await textOf(cache, URL_A, 61)).toBe('1 after 60 s');
    expect(await textOf(cache, URL_A, 60)).toBe('2 after 0 s');
    expect(await textOf(cache, URL_A, 0)).toBe('3 after 0 s');
  });

  it('counts its age from the question, not from the answer', async () => {
    const host = remote((url) => {
      host.pass(4);
      return found(url, 'slow');
    });
    expect(await textOf(host.cache, URL_A)).toBe('slow after 4 s');
  });

  it('from the future is not used', async () => {
    const { cache, pass } = remote();
    await textOf(cache, URL_A);
    pass(-1);
    expect(await textOf(cache, URL_A)).toBe('2 after 0 s');
  });

  it('serves every spelling of its URL', async () => {
    const { cache, asked } = remote();
    await textOf(cache, URL_A);
    expect(await textOf(cache, 'HTTPS://A.example:443/x/../did.json#key-1')).toBe('1 after 0 s');
    expect(asked).toEqual([URL_A]);
  });

  it('does not serve one who accepts other types or more bytes', async () => {
    const { cache, asked } = remote((url) => found(url, 'x'));
    await cache.read(URL_A, fiveMinutes);
    await cache.read(URL_A, { ...fiveMinutes, accept: 'text/html' });
    await cache.read(URL_A, { ...fiveMinutes, maxBytes: 9 });
    expect(asked).toHaveLength(3);
  });
});

describe('what could not be had', () => {
  it.each([
    [{ state: 'absent' }],
    [{ state: 'unreachable', code: 'timeout' }],
    [{ state: 'unreachable', code: 'host_forbidden' }],
  ] satisfies [FetchResult][])('is believed for less than 30 s: %o', async (negative) => {
    const { cache, asked, pass } = remote((url, count) => (count === 1 ? negative : found(url, 'back')));
    expect(await cache.read(URL_A, fiveMinutes)).toEqual({ ...negative, ageSeconds: 0 });
    pass(29);
    expect(await cache.read(URL_A, fiveMinutes)).toEqual({ ...negative, ageSeconds: 29 });
    expect(asked).toHaveLength(1);
    pass(1);
    expect(await textOf(cache, URL_A)).toBe('back after 0 s');
  });

  it('because of a crowd here is not believed of the host', async () => {
    const { cache } = remote((url, count) =>
      count === 1 ? { state: 'unreachable', code: 'unreachable', crowded: true } : found(url, 'there'),
    );
    expect(await textOf(cache, URL_A)).toBe('unreachable');
    expect(await textOf(cache, URL_A)).toBe('there after 0 s');
  });
});

describe('questions at the same time', () => {
  it('for one URL become one, for two become two', async () => {
    const { cache, asked } = remote();
    const urls = [URL_A, URL_A, 'https://b.example/', URL_A];
    const answers = await Promise.all(urls.map((url) => textOf(cache, url)));
    expect(answers).toEqual(['1 after 0 s', '1 after 0 s', '2 after 0 s', '1 after 0 s']);
    expect(asked).toEqual([URL_A, 'https://b.example/']);
  });

  it('that all fail in us fail for everyone, and the next one asks again', async () => {
    const { cache } = remote((url, count) => (count === 1 ? Promise.reject(new Error('ours')) : found(url, 'there')));
    const both = await Promise.allSettled([textOf(cache, URL_A), textOf(cache, URL_A)]);
    expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    expect(await textOf(cache, URL_A)).toBe('there after 0 s');
  });
});

describe('forgetting', () => {
  it('drops every copy of one URL and no other', async () => {
    const { cache, asked } = remote();
    await cache.read(URL_A, fiveMinutes);
    await cache.read(URL_A, { ...fiveMinutes, accept: 'text/html' });
    await cache.read('https://b.example/', fiveMinutes);
    cache.forget(`${URL_A}#key-1`);
    await cache.read(URL_A, fiveMinutes);
    await cache.read(URL_A, { ...fiveMinutes, accept: 'text/html' });
    await cache.read('https://b.example/', fiveMinutes);
    expect(asked).toEqual([URL_A, URL_A, 'https://b.example/', URL_A, URL_A]);
  });

  it('reaches an answer that is still on its way', async () => {
    let answer = (_result: FetchResult): void => {};
    const { cache } = remote((url, count) =>
      count === 1 ? new Promise((resolve) => (answer = resolve)) : found(url, 'new'),
    );
    const early = textOf(cache, URL_A);
    cache.forget(URL_A);
    const late = textOf(cache, URL_A);
    answer(found(URL_A, 'old'));
    expect([await early, await late]).toEqual(['old after 0 s', 'new after 0 s']);
    expect(await textOf(cache, URL_A)).toBe('new after 0 s');
  });
});

describe('the bounds', () => {
  const page = (n: number): string => `https://a.example/${n}`;

  it('of number drop what was read longest ago', async () => {
    const { cache, asked } = remote(undefined, { mostEntries: 2 });
    for (const n of [1, 2, 1, 3]) await textOf(cache, page(n));
    expect(asked).toEqual([1, 2, 3].map(page));
    await textOf(cache, page(1));
    expect(asked).toHaveLength(3);
    await textOf(cache, page(2));
    expect(asked).toHaveLength(4);
  });

  it('of bytes drop as many as a large one needs', async () => {
    const { cache, asked } = remote((url) => found(url, 'x'.repeat(url === page(4) ? 700 : 300)), { mostBytes: 1100 });
    for (const n of [1, 2, 4]) await textOf(cache, page(n));
    await textOf(cache, page(4));
    expect(asked).toEqual([1, 2, 4].map(page));
    await textOf(cache, page(1));
    expect(asked).toHaveLength(4);
  });

  it('keep nothing that alone is over them, and let go of the older copy', async () => {
    const { cache, pass } = remote((url, count) => found(url, count === 2 ? 'x'.repeat(2000) : 'small'), {
      mostBytes: 1000,
    });
    await textOf(cache, page(1));
    pass(300);
    expect(await textOf(cache, page(1))).toContain('xxx');
    expect(await textOf(cache, page(1))).toBe('small after 0 s');
  });

  it('count again what was dropped and read anew', async () => {
    const { cache, asked } = remote((url) => found(url, 'x'.repeat(400)), { mostBytes: 1000 });
    for (let i = 0; i < 20; i += 1) await textOf(cache, page(1), 0);
    await textOf(cache, page(2));
    await textOf(cache, page(1));
    expect(asked).toHaveLength(21);
  });
});
