// If this fails, a stranger makes this server knock at doors inside, waits it to death, or has a key taken for an issuer's
// that could not be read from the issuer.
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { openCanary } from '../setup/canary.ts';
import { expired } from '../setup/certificates.ts';
import { didWebIssuer } from '../setup/did-web-issuers.ts';
import type { DidWebIssuer } from '../setup/did-web-issuers.ts';
import { foreignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import { certificateFor, openOutside, serving } from '../setup/outside.ts';
import type { Outside, OutsideOptions } from '../setup/outside.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { reportOn, verdict, verdictOn } from '../setup/verdicts.ts';

const HOST = 'uni.example';
let issuer: DidWebIssuer;
let badge: JsonObject;
let api: TestApp;
/** What stands outside during one test, and when that is: no copy of an earlier test is still good. */
let outside: Outside;
let now = verifiedAt;
beforeAll(async () => {
  issuer = await didWebIssuer(HOST);
  badge = await foreignBadge(issuer);
  api = await openTestApp({ clock: { now: () => now }, fetch: (url, options) => outside.fetch(url, options) });
});
afterAll(() => api.close());

const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
async function kept<T extends { close(): Promise<unknown> }>(opening: Promise<T>): Promise<T> {
  const one = await opening;
  open.push(one);
  return one;
}
async function standsOutside(options: OutsideOptions): Promise<void> {
  outside = await kept(openOutside(options));
  now = new Date(now.getTime() + 3_600_000);
}
const unreachable = 'indeterminate issuer_key=unknown:unreachable';
const forbidden = 'invalid issuer_key=fail:did_host_forbidden';

test('200 D-21 an issuer is asked once for its own document, by four headers that tell nothing of who wants to know', async () => {
  await standsOutside({ hosts: { [HOST]: serving({ '/.well-known/did.json': issuer.document }) } });
  const report = await reportOn(api, badge);
  expect(verdict(report)).toBe('valid');
  expect(report.checks.find(({ check }) => check === 'issuer_key')?.detail).toMatchObject({
    issuer: issuer.did,
    source: HOST,
  });
  expect(await verdictOn(api, badge)).toBe('valid');
  expect(outside.asked()).toEqual([`${HOST}/.well-known/did.json`]);
  const [request] = outside.requests(HOST);
  expect(request?.rawHeaders.filter((_, at) => at % 2 === 0)).toEqual([
    'Host',
    'Accept',
    'Accept-Encoding',
    'User-Agent',
  ]);
});

test.each<readonly [string, string, readonly (readonly string[])[]]>([
  ['D-02', 'a private address', [['10.0.0.5']]],
  ['D-02', 'the metadata service', [['169.254.169.254']]],
  ['D-02', 'a shared address', [['100.64.0.1']]],
  ['D-02', 'this machine', [['127.0.0.1']]],
  ['D-04', 'one public address and this machine', [['93.184.215.14', '127.0.0.1']]],
  ['D-06', 'this machine, mapped', [['::ffff:7f00:1']]],
  ['D-06', 'this machine behind NAT64', [['64:ff9b::7f00:1']]],
  ['D-06', 'this machine behind 6to4', [['2002:7f00:1::']]],
  ['D-06', 'a site-local address', [['fec0::1']]],
  ['D-06', 'no address', [['::']]],
])('200 %s an issuer whose name leads to %s: nobody knocks', async (_id, _what, names) => {
  const canary = await kept(openCanary());
  await standsOutside({ names: { [HOST]: names }, port: canary.port });
  expect(await verdictOn(api, badge)).toBe(forbidden);
  expect(outside.dns.asked).toEqual([HOST]);
  expect(await canary.connections()).toBe(0);
});

test('200 D-03 an issuer whose name first leads somewhere public and then to this machine: the first answer holds', async () => {
  const canary = await kept(openCanary());
  // Nobody stands at the other address, and for this test it is a public one.
  const isAllowedAddress = (address: string): boolean => address === '127.0.0.2';
  const names = { [HOST]: [['127.0.0.2'], ['127.0.0.1']] };
  await standsOutside({ names, port: canary.port, settings: { isAllowedAddress } });
  expect(await verdictOn(api, badge)).toBe(unreachable);
  expect(outside.dns.asked).toEqual([HOST]);
  expect(await canary.connections()).toBe(0);
});

test('200 D-01 D-05 D-15 an issuer that is a place inside: no name is even asked for', async () => {
  const canary = await kept(openCanary());
  await standsOutside({ port: canary.port });
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', 'uni.example']) {
    const did = `did:web:${host}%3A${canary.port}`;
    const forged = { ...badge, issuer: { ...(badge['issuer'] as JsonObject), id: did } };
    expect(await verdictOn(api, forged)).toBe(forbidden);
  }
  expect(outside.dns.asked).toEqual([]);
  expect(await canary.connections()).toBe(0);
});

test('200 D-07 an issuer that sends us elsewhere: we do not go', async () => {
  const canary = await kept(openCanary());
  const to = (location: string): RequestListener => {
    return (_request, response) => void response.writeHead(302, { location }).end();
  };
  for (const target of [
    `http://127.0.0.1:${canary.port}/`,
    'https://elsewhere.example/did.json',
    'http://169.254.169.254/',
  ]) {
    await standsOutside({
      hosts: { [HOST]: to(target) },
      names: { 'elsewhere.example': [['127.0.0.1']] },
      port: canary.port,
    });
    expect(await verdictOn(api, badge)).toBe('indeterminate issuer_key=unknown:redirect_refused');
  }
  expect(await canary.connections()).toBe(0);
});

test.each<readonly [string, string, Record<string, string>, () => Buffer]>([
  ['D-10', 'a megabyte and one byte', {}, () => Buffer.alloc(1_048_577, 0x20)],
  [
    'D-12',
    'ten megabytes of nothing, packed',
    { 'content-encoding': 'gzip' },
    () => gzipSync(Buffer.alloc(10_485_760)),
  ],
])('200 %s an issuer whose document is %s', async (_id, _what, headers, body) => {
  const answer: RequestListener = (_request, response) => {
    response.on('error', () => {});
    response.writeHead(200, headers).end(body());
  };
  await standsOutside({ hosts: { [HOST]: answer } });
  expect(await verdictOn(api, badge)).toBe('indeterminate issuer_key=unknown:response_too_large');
});

test('200 D-11 an issuer that never comes to an end is given up, and others are answered meanwhile', async () => {
  const waiting: (() => void)[] = [];
  const asked = new Promise<void>((resolve) => waiting.push(resolve));
  const drip: RequestListener = (_request, response) => {
    response.writeHead(200).write(' ');
    const timer = setInterval(() => response.write(' '), 200);
    response.on('close', () => clearInterval(timer));
    waiting[0]?.();
  };
  await standsOutside({ hosts: { [HOST]: drip } });
  const answer = verdictOn(api, badge);
  await asked;
  // By order and not by the clock: this one is answered while the other still waits.
  const other = await Promise.race([
    answer,
    api.anonymous.get('/health/live').then(({ statusCode }) => `live ${statusCode}`),
  ]);
  expect(other).toBe('live 200');
  expect(await answer).toBe('indeterminate issuer_key=unknown:timeout');
  const [request] = outside.requests(HOST);
  if (request?.socket.destroyed === false) await once(request.socket, 'close');
  expect(request?.socket.destroyed).toBe(true);
}, 20_000);

test('200 D-16 an issuer whose certificate is over, or is of another name', async () => {
  for (const credentials of [certificateFor(HOST, expired()), certificateFor('evil.example')]) {
    await standsOutside({
      hosts: { [HOST]: serving({ '/.well-known/did.json': issuer.document }) },
      certificates: { [HOST]: credentials },
    });
    expect(await verdictOn(api, badge)).toBe('indeterminate issuer_key=unknown:tls');
  }
});

test('200 D-23 a closed door, a door that is not there and a name that does not exist look the same', async () => {
  const canary = await openCanary();
  await canary.close();
  await standsOutside({
    names: { [HOST]: [['127.0.0.1']] },
    port: canary.port,
    settings: { isAllowedAddress: () => true },
  });
  const reports = [await reportOn(api, badge)];
  await standsOutside({});
  reports.push(await reportOn(api, badge));
  for (const report of reports) expect(verdict(report)).toBe(unreachable);
  const [one, other] = reports.map(({ checks }) => checks.find(({ check }) => check === 'issuer_key'));
  expect(one).toEqual(other);
});

test('200 C-08 C-27 only the issuer is asked: a key that lies elsewhere is not looked at', async () => {
  const evil = await didWebIssuer('evil.example');
  await standsOutside({
    hosts: {
      [HOST]: serving({ '/.well-known/did.json': issuer.document }),
      // It claims to be the other's key, and even to belong to it.
      'evil.example': serving({ '/key': { ...evil.document, id: issuer.methodId, controller: issuer.did } }),
    },
  });
  for (const methodId of ['https://evil.example/key', `${evil.did}#key-1`, `${issuer.did}.evil.example#key-1`]) {
    const forged = await foreignBadge({ ...evil, did: issuer.did }, {}, { methodId });
    expect(await verdictOn(api, forged)).toMatch(
      /^invalid issuer_key=fail:(?:method_not_in_issuer_document|controller_mismatch)$/,
    );
  }
  expect(
    await verdictOn(api, await foreignBadge({ ...evil, did: issuer.did }, {}, { methodId: issuer.methodId })),
  ).toBe('invalid proof=fail:signature');
  expect(outside.asked()).toEqual([`${HOST}/.well-known/did.json`]);
});
