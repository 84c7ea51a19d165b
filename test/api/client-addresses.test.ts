// If this fails, a caller walks around every limit by writing addresses into a header or by using more of its own.
import { afterEach, expect, test } from 'vitest';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const LIMIT = 3;
let api: TestApp | undefined;
afterEach(() => api?.close());

async function statuses(
  proxies: string,
  requests: readonly { readonly from: string; readonly forwarded?: string }[],
): Promise<readonly number[]> {
  const environment = { WAYMARK_REQUESTS_PER_MINUTE: String(LIMIT), WAYMARK_TRUST_PROXY: proxies };
  api = await openTestApp({ environment });
  const answers: number[] = [];
  for (const { from, forwarded } of requests) {
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const answer = await api.app.http.inject({ url: '/robots.txt', remoteAddress: from, headers });
    answers.push(answer.statusCode);
  }
  return answers;
}
const times = <T>(make: (at: number) => T): T[] => Array.from({ length: LIMIT + 1 }, (_, at) => make(at));
const stopped = [200, 200, 200, 429];
const free = [200, 200, 200, 200];

test.each([
  ['0', 'is not read at all', stopped],
  ['1', 'counts only as far as the proxy wrote it', stopped],
  ['10.0.0.1', 'counts only as far as a known proxy wrote it', stopped],
  ['2', 'names who came through two proxies', free],
])('with %s proxies, what stands to the left in X-Forwarded-For: %s', async (proxies, _what, expected) => {
  const requests = times((at) => ({ from: '10.0.0.1', forwarded: `192.0.2.${at}, 203.0.113.9` }));
  expect(await statuses(proxies, requests)).toEqual(expected);
});

test('one proxy in front: clients behind it are counted one by one', async () => {
  const requests = times((at) => ({ from: '10.0.0.1', forwarded: `203.0.113.${at}` }));
  expect(await statuses('1', requests)).toEqual(free);
});

test('a network in front that is not named is not believed', async () => {
  const requests = times((at) => ({ from: '198.51.100.7', forwarded: `203.0.113.${at}` }));
  expect(await statuses('10.0.0.0/8', requests)).toEqual(stopped);
});

test('429 all addresses of an IPv6 line count as one, and those of another as another', async () => {
  const line = times((at) => ({ from: `2001:db8:1:1::${at + 1}` }));
  const other = { from: '2001:db8:1:2::1' };
  expect(await statuses('0', [...line, other])).toEqual([...stopped, 200]);
});
