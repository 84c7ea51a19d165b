// If this fails, a stranger's host can lead us to a place we must not ask, or hold us longer or fill us fuller than it may.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../../src/platform/outgoing/address-rules.ts';
import type { FetchFailureReport, FetchResult } from '../../../../src/platform/outgoing/fetch-result.ts';
import { createGuardedFetch } from '../../../../src/platform/outgoing/guarded-fetch.ts';
import type { GuardedFetch, GuardedFetchSettings } from '../../../../src/platform/outgoing/guarded-fetch.ts';
import { openCanary } from '../../../setup/canary.ts';
import { expired, makeAuthority } from '../../../setup/certificates.ts';
import { freePort } from '../../../setup/free-port.ts';
import { stubDns } from '../../../setup/stub-dns.ts';
import { openStubHost } from '../../../setup/stub-host.ts';
import type { StubHost } from '../../../setup/stub-host.ts';

const NAME = 'uni.example';
const authority = makeAuthority();
const credentials = authority.issue(NAME);
/** The public rule, and one address of the loopback interface on which the hosts of these tests stand. */
const alsoLoopback = (address: string): boolean => address === '127.0.0.1' || isPublicAddress(address);

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function kept<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
  const one = await opening;
  open.push(one);
  return one;
}

function fetcher(port: number, settings: Partial<GuardedFetchSettings> = {}): GuardedFetch {
  return createGuardedFetch({
    publicOrigin: 'https://badges.example',
    ports: [port],
    ca: authority.certificate,
    isAllowedAddress: alsoLoopback,
    resolver: stubDns({ [NAME]: [['127.0.0.1']] }),
    ...settings,
  });
}

/** What comes of reading `/did.json` from a host that answers like this. */
async function answerOf(
  handler: RequestListener,
  options?: Parameters<GuardedFetch>[1],
): Promise<{ result: FetchResult; host: StubHost }> {
  const host = await kept(openStubHost(credentials, handler));
  return { result: await fetcher(host.port)(`https://${NAME}:${host.port}/did.json`, options), host };
}

/** A promise that the test opens. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let opening = (): void => {};
  const opened = new Promise<void>((resolve) => (opening = resolve));
  return { opened, open: () => opening() };
}

const says = (body: string | Buffer, headers: Record<string, string> = {}): RequestListener => {
  return (_request, response) => {
    response.writeHead(200, headers).end(body);
  };
};

describe('reading', () => {
  it('gives the bytes, the declared type and the place', async () => {
    const { result, host } = await answerOf(says('{"id":1}', { 'content-type': 'application/did+json' }));
    expect(result).toEqual({
      state: 'found',
      bytes: new Uint8Array(Buffer.from('{"id":1}')),
      contentType: 'application/did+json',
      finalUrl: `https://${NAME}:${host.port}/did.json`,
    });
  });

  it.each([
    ['gzip', gzipSync('packed')],
    ['br', brotliCompressSync('packed')],
  ])('unpacks %s', async (coding, body) => {
    const { result } = await answerOf(says(body, { 'content-encoding': coding }));
    expect(result).toMatchObject({ state: 'found', bytes: new Uint8Array(Buffer.from('packed')) });
  });

  it.each([404, 410])('says that there is nothing on %d', async (status) => {
    expect((await answerOf((_, response) => response.writeHead(status).end('no'))).result).toEqual({ state: 'absent' });
  });

  it.each([204, 206, 304, 400, 401, 403, 429, 500, 503])('says unreachable on %d, and asks once', async (status) => {
    const { result, host } = await answerOf((_, response) => response.writeHead(status).end());
    expect(result).toEqual({ state: 'unreachable', code: 'unreachable' });
    expect(host.requests).toHaveLength(1);
  });

  it.each([
    ['a broken packing', says('not packed', { 'content-encoding': 'gzip' })],
    ['an unfinished packing', says(gzipSync('x'.repeat(999)).subarray(0, 20), { 'content-encoding': 'gzip' })],
    ['an unknown packing', says('?', { 'content-encoding': 'zstd' })],
    ['a double packing', says(gzipSync(gzipSync('x')), { 'content-encoding': 'gzip, gzip' })],
    [
      'a body that breaks off',
      (_request, response) =>
        void response.writeHead(200, { 'content-length': '9' }).write('x', () => response.destroy()),
    ],
    ['no answer at all', (request) => request.socket.destroy()],
    ['what is not HTTP', (request) => request.socket.end('220 mail.example ESMTP\r\n')],
    [
      'a change of protocol',
      (request) => request.socket.end('HTTP/1.1 101 Ok\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
  ] satisfies [string, RequestListener][])('says unreachable on %s', async (_what, handler) => {
    expect((await answerOf(handler)).result).toEqual({ state: 'unreachable', code: 'unreachable' });
  });

  it('D-21 sends exactly four headers and no body, and names the product and where to learn about it', async () => {
    const { host } = await answerOf(says('{}'), { accept: 'application/did+json' });
    const [request] = host.requests;
    expect([request?.method, request?.url, request?.headers['content-length']]).toEqual([
      'GET',
      '/did.json',
      undefined,
    ]);
    const headers = ['Host', 'Accept', 'Accept-Encoding', 'User-Agent'];
    const values = [`${NAME}:${host.port}`, 'application/did+json', 'gzip, br', 'Waymark (+https://badges.example)'];
    expect(request?.rawHeaders).toEqual(headers.flatMap((header, i) => [header, values[i]]));
  });

  it.each([
    ['was read', says('{}')],
    ['goes on for ever', (_request, response) => void response.writeHead(404).write('x')],
  ] satisfies [string, RequestListener][])(
    'keeps no connection open after an answer that %s',
    async (_what, handler) => {
      const { host } = await answerOf(handler);
      const [request] = host.requests;
      if (request?.socket.destroyed === false) await once(request.socket, 'close');
      expect(request?.socket.destroyed).toBe(true);
    },
  );
});

describe('a forbidden place', () => {
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '[::ffff:7f00:1]'])(
    'D-01 D-05 named %s sees no connection, and no name server is asked',
    async (host) => {
      const canary = await kept(openCanary());
      const resolver = stubDns({ localhost: [['127.0.0.1']] });
      const result = await fetcher(canary.port, { resolver })(`https://${host}:${canary.port}/did.json`);
      expect(result).toEqual({ state: 'unreachable', code: 'host_forbidden' });
      expect(resolver.asked).toEqual([]);
      expect(await canary.connections()).toBe(0);
    },
  );

  it.each(['127.0.0.1', '::ffff:7f00:1', '::ffff:127.0.0.1'])(
    'D-02 D-06 behind a name with the address %s sees no connection',
    async (address) => {
      const canary = await kept(openCanary());
      const fetch = fetcher(canary.port, {
        resolver: stubDns({ [NAME]: [[address]] }),
        isAllowedAddress: isPublicAddress,
      });
      const result = await fetch(`https://${NAME}:${canary.port}/did.json`);
      expect(result).toEqual({ state: 'unreachable', code: 'host_forbidden' });
      expect(await canary.connections()).toBe(0);
    },
  );

  it.each([
    ...['10.0.0.5', '169.254.169.254', '100.64.0.1'].map((address) => ['D-02 D-04', address]),
    ...['::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fec0::1', '::'].map((address) => ['D-06', address]),
  ])('%s %s beside an allowed address keeps us from both', async (_id, address) => {
    // The canary stands on the allowed address: a connection to either would show.
    const canary = await kept(openCanary());
    for (const answer of [[address], ['127.0.0.1', address], [address, '127.0.0.1']]) {
      const fetch = fetcher(canary.port, { resolver: stubDns({ [NAME]: [answer] }) });
      const result = await fetch(`https://${NAME}:${canary.port}/did.json`);
      expect(result).toEqual({ state: 'unreachable', code: 'host_forbidden' });
    }
    expect(await canary.connections()).toBe(0);
  });

  it('D-03 does not come in by a second answer of the name servers', async () => {
    const host = await kept(openStubHost(credentials, says('{}'), '127.0.0.2'));
    const canary = await kept(openCanary('127.0.0.1', host.port));
    const resolver = stubDns({ [NAME]: [['127.0.0.2'], ['127.0.0.1']] });
    const fetch = fetcher(host.port, { resolver, isAllowedAddress: (address) => address === '127.0.0.2' });
    const url = `https://${NAME}:${host.port}/did.json`;
    expect(await fetch(url)).toMatchObject({ state: 'found' });
    expect(resolver.asked).toEqual([NAME]);
    expect(await fetch(url)).toEqual({ state: 'unreachable', code: 'host_forbidden' });
    expect(await canary.connections()).toBe(0);
  });

  it('D-03 asks the name servers once, also when the host sends us around', async () => {
    const host = await kept(
      openStubHost(
        credentials,
        (request, response) => {
          if (request.url === '/a') response.writeHead(302, { location: '/b' }).end();
          else response.end('{}');
        },
        '127.0.0.2',
      ),
    );
    const canary = await kept(openCanary('127.0.0.1', host.port));
    const resolver = stubDns({ [NAME]: [['127.0.0.2'], ['127.0.0.1']] });
    const fetch = fetcher(host.port, { resolver, isAllowedAddress: (address) => address.startsWith('127.') });
    expect(await fetch(`https://${NAME}:${host.port}/a`)).toMatchObject({ state: 'found' });
    expect(resolver.asked).toEqual([NAME]);
    expect(await canary.connections()).toBe(0);
  });

  it('D-15 on a port that is not configured sees no connection', async () => {
    const canary = await kept(openCanary());
    const result = await fetcher(443)(`https://${NAME}:${canary.port}/did.json`);
    expect(result).toEqual({ state: 'unreachable', code: 'host_forbidden' });
    expect(await canary.connections()).toBe(0);
  });

  it('over http sees no connection', async () => {
    const canary = await kept(openCanary());
    const result = await fetcher(canary.port)(`http://${NAME}:${canary.port}/did.json`);
    expect(result).toEqual({ state: 'unreachable', code: 'unsupported' });
    expect(await canary.connections()).toBe(0);
  });
});

describe('a redirect', () => {
  it.each([
    ['to a metadata service', () => 'http://169.254.169.254/latest/meta-data/'],
    ['to a listener beside it', (port: number) => `http://127.0.0.1:${port}/`],
    ['to the same listener over TLS', (port: number) => `https://${NAME}:${port}/`],
    ['to another host', () => 'https://other.example/did.json'],
    ['to the same host without TLS', () => `http://${NAME}/did.json`],
    ['with an account', (_canary: number, own: number) => `https://a:b@${NAME}:${own}/did.json`],
    ['to a file', () => 'file:///etc/passwd'],
    ['to nowhere', () => 'https://'],
  ])('D-07 %s is refused, and its target sees nothing', async (_what, targetOf) => {
    const canary = await kept(openCanary());
    let location = '';
    const host = await kept(
      openStubHost(credentials, (_request, response) => response.writeHead(302, { location }).end()),
    );
    location = targetOf(canary.port, host.port);
    const resolver = stubDns({ [NAME]: [['127.0.0.1']], 'other.example': [['127.0.0.1']] });
    const settings = { resolver, ports: [host.port, canary.port, 443] };
    const result = await fetcher(host.port, settings)(`https://${NAME}:${host.port}/did.json`);
    expect(result).toEqual({ state: 'unreachable', code: 'redirect_refused' });
    expect(host.requests).toHaveLength(1);
    expect(resolver.asked).toEqual([NAME]);
    expect(await canary.connections()).toBe(0);
  });

  it('without a target is refused', async () => {
    const { result } = await answerOf((_request, response) => response.writeHead(301).end());
    expect(result).toEqual({ state: 'unreachable', code: 'redirect_refused' });
  });

  it('within the host is followed twice, and the place is told', async () => {
    const { result, host } = await answerOf((request, response) => {
      if (request.url === '/two') response.end('{}');
      else response.writeHead(307, { location: request.url === '/one' ? '/two' : '/one' }).end();
    });
    expect(result).toMatchObject({ state: 'found', finalUrl: `https://${NAME}:${host.port}/two` });
  });

  it('without end is refused', async () => {
    const { result, host } = await answerOf((_request, response) => response.writeHead(302, { location: '/' }).end());
    expect(result).toEqual({ state: 'unreachable', code: 'redirect_refused' });
    expect(host.requests).toHaveLength(3);
  });
});

describe('a body', () => {
  const tooLarge = { state: 'unreachable', code: 'response_too_large' };
  const LIMIT = 64 * 1024;

  it('of exactly the limit is read', async () => {
    const { result } = await answerOf(says(Buffer.alloc(LIMIT)));
    expect(result.state === 'found' && result.bytes.length).toBe(LIMIT);
  });

  it('D-10 over the limit is refused by its announced length', async () => {
    const { result } = await answerOf((_request, response) => {
      response.writeHead(200, { 'content-length': String(1024 * 1024 + 1) }).flushHeaders();
    });
    expect(result).toEqual(tooLarge);
  });

  it('D-10 without end is broken off soon after the limit', async () => {
    let sent = 0;
    const { result, host } = await answerOf((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(1024))) sent += 1024;
      };
      response.on('drain', more);
      more();
    });
    expect(result).toEqual(tooLarge);
    const [request] = host.requests;
    if (request?.socket.destroyed === false) await once(request.socket, 'close');
    // What the network's own buffers took is sent but not read.
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  it('within the limit that the caller gives is read', async () => {
    const { result } = await answerOf(says(Buffer.alloc(LIMIT + 1)), { maxBytes: LIMIT + 1 });
    expect(result.state).toBe('found');
  });

  const megabyte = Buffer.alloc(1024 * 1024);
  /** Small on the way, 10 GB when unpacked: as much as the reader takes. */
  const gzipBomb: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    const gzip = createGzip();
    gzip.pipe(response);
    let left = 10 * 1024;
    const more = (): void => {
      while (left > 0 && !response.destroyed && gzip.write(megabyte)) left -= 1;
    };
    gzip.on('drain', more);
    more();
  };
  const packed = brotliCompressSync(Buffer.alloc(100 * 1024 * 1024));

  it.each([
    ['gzip', gzipBomb],
    ['brotli', says(packed, { 'content-encoding': 'br' })],
  ])(
    'D-12 that grows beyond the limit when %s is unpacked is broken off, within little memory',
    async (_what, bomb) => {
      const host = await kept(openStubHost(credentials, bomb));
      const before = process.memoryUsage().rss;
      const result = await fetcher(host.port)(`https://${NAME}:${host.port}/did.json`);
      expect(result).toEqual(tooLarge);
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    },
  );

  it('D-12 over the limit while still packed is refused', async () => {
    const { result } = await answerOf(says(gzipSync(randomBytes(LIMIT)), { 'content-encoding': 'gzip' }));
    expect(result).toEqual(tooLarge);
  });
});

describe('the deadline', () => {
  it('D-11 ends a body that drips', async () => {
    const { result } = await answerOf(
      (request, response) => {
        response.writeHead(200);
        const timer = setInterval(() => response.write('x'), 10);
        request.socket.on('close', () => clearInterval(timer));
      },
      { deadlineMilliseconds: 300 },
    );
    expect(result).toEqual({ state: 'unreachable', code: 'timeout' });
  });

  it('D-11 ends headers that never come', async () => {
    const { result } = await answerOf(() => {}, { deadlineMilliseconds: 300 });
    expect(result).toEqual({ state: 'unreachable', code: 'timeout' });
  });

  it('ends waiting for name servers that never answer, whether they hear of it or not', async () => {
    const resolver = { addressesOf: () => new Promise<never>(() => {}) };
    const result = await fetcher(443, { resolver })(`https://${NAME}/`, { deadlineMilliseconds: 20 });
    expect(result).toEqual({ state: 'unreachable', code: 'unreachable' });
  });
});

describe('a certificate', () => {
  it.each([
    ['that is expired', authority.issue(NAME, expired())],
    ['of another name', authority.issue('other.example')],
    ['of an unknown authority', makeAuthority().issue(NAME)],
  ])('D-16 %s ends it before anything is asked', async (_what, wrong) => {
    const host = await kept(openStubHost(wrong, says('{}')));
    const result = await fetcher(host.port)(`https://${NAME}:${host.port}/did.json`);
    expect(result).toEqual({ state: 'unreachable', code: 'tls' });
    expect(host.requests).toEqual([]);
  });
});

it('D-16 without authorities of our own, those of the system count', async () => {
  const host = await kept(openStubHost(credentials, says('{}')));
  const fetch = createGuardedFetch({
    publicOrigin: 'https://badges.example',
    ports: [host.port],
    isAllowedAddress: alsoLoopback,
    resolver: stubDns({ [NAME]: [['127.0.0.1']] }),
  });
  const result = await fetch(`https://${NAME}:${host.port}/did.json`);
  expect(result).toEqual({ state: 'unreachable', code: 'tls' });
});

describe('D-23 what stands behind a host that cannot be read', () => {
  /** A listener that does this with every connection. */
  async function listening(greet: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => greet(socket.on('error', () => {}))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push({ close: async () => void server.close() });
    return (server.address() as AddressInfo).port;
  }
  // To a client that waits for a word, one that never comes looks like packets that a filter drops.
  const silentPort = (): Promise<number> => listening(() => {});
  const otherService = (): Promise<number> => listening((socket) => socket.end('SSH-2.0-x\r\n'));

  it.each([
    ['a closed port', freePort, NAME, /^ECONNREFUSED$/],
    ['a filtered port', silentPort, NAME, /^the deadline has passed$/],
    ['a service of another kind', otherService, NAME, /^ERR_SSL/],
    ['no such name', freePort, 'gone.example', /^ENOTFOUND$/],
    ['a name without address', freePort, 'empty.example', /^the name has no address$/],
  ])('is told to the operator alone: %s', async (_what, opening, name, detail) => {
    const failures: FetchFailureReport[] = [];
    const port = await opening();
    const fetch = fetcher(port, {
      resolver: stubDns({ [NAME]: [['127.0.0.1']], 'empty.example': [[]] }),
      onFailure: (failure) => failures.push(failure),
    });
    const result = await fetch(`https://${name}:${port}/people/maria`, { deadlineMilliseconds: 300 });
    expect(result).toEqual({ state: 'unreachable', code: 'unreachable' });
    expect(failures).toEqual([
      {
        host: `${name}:${port}`,
        code: 'unreachable',
        detail: expect.stringMatching(detail),
      },
    ]);
  });
});

describe('a crowd', () => {
  it('is kept to so many at once, and the rest is told that it says nothing about the host', async () => {
    const released = gate();
    const arrived = gate();
    const host = await kept(
      openStubHost(credentials, (_request, response) => {
        arrived.open();
        void released.opened.then(() => response.end('{}'));
      }),
    );
    const fetch = fetcher(host.port, { limits: { most: 1, mostWaiting: 0 } });
    const url = `https://${NAME}:${host.port}/did.json`;
    const first = fetch(url);
    await arrived.opened;
    expect(await fetch(url)).toEqual({ state: 'unreachable', code: 'unreachable', crowded: true });
    released.open();
    expect(await first).toMatchObject({ state: 'found' });
    expect(await fetch(url)).toMatchObject({ state: 'found' });
    expect(host.requests).toHaveLength(2);
  });

  it('of sixteen is let through to different hosts, of four to one', async () => {
    const released = gate();
    const full = gate();
    const asked: string[] = [];
    const resolver = {
      addressesOf: async (host: string) => {
        asked.push(host);
        if (asked.length === 16) full.open();
        await released.opened;
        return [];
      },
    };
    const fetch = fetcher(443, { resolver });
    const names = Array.from({ length: 40 }, (_, i) => `h${Math.floor(i / 5)}.example`);
    const all = names.map((name) => fetch(`https://${name}/`));
    await full.opened;
    await nextTurn();
    expect(asked).toHaveLength(16);
    expect(Math.max(...names.map((name) => asked.filter((host) => host === name).length))).toBe(4);
    released.open();
    await Promise.all(all);
    expect(asked).toHaveLength(40);
  });
});
