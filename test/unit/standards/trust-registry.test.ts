// If this fails, a list of institutions that its publisher did not sign, or signed for another time or place, is believed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { readDccRegistry } from '../../../src/standards/dcc-registry.ts';
import { signJws } from '../../../src/standards/ed25519-jws.ts';
import { readSignedRegistry, registryJwsType, signTrustRegistry } from '../../../src/standards/trust-registry.ts';
import { newSigner } from './ed25519-signer.ts';

const publisher = newSigner();
const now = new Date('2026-11-25T13:00:00Z');
const url = 'https://trust.example/registry';
const expected = { url, publicKeys: [publisher.publicKeyMultibase], now };
const entry = {
  issuer: 'did:web:college.example',
  name: 'Example College',
  url: 'https://college.example/',
  state: 'listed',
  achievements: 'any',
  from: '2024-01-01T00:00:00Z',
};
const registry = {
  id: url,
  name: 'Registry of the State of Example',
  publisher: { id: 'did:web:trust.example', name: 'State of Example' },
  sequence: 3,
  issued: '2026-11-20T00:00:00Z',
  validUntil: '2026-12-20T00:00:00Z',
  entries: [entry],
} satisfies JsonObject;

const signedAnyway = (value: unknown): Promise<string> => signJws(registryJwsType, JSON.stringify(value), publisher);

describe('a signed registry', () => {
  it('is read back as it was signed', async () => {
    const read = await readSignedRegistry(await signTrustRegistry(registry, publisher), expected);
    expect(read).toMatchObject({ ok: true, registry: { signed: true, sequence: 3, name: registry.name } });
    const entries = read.ok ? read.registry.entriesByIssuer.get('did:web:college.example') : undefined;
    expect(entries).toEqual([{ ...entry, from: new Date('2024-01-01T00:00:00Z') }]);
  });

  it('keeps the history of an issuer', async () => {
    const entries = [
      { ...entry, from: '2020-01-01T00:00:00Z', until: '2022-01-01T00:00:00Z' },
      { ...entry, achievements: { ids: ['https://a.example/1'], types: ['Certificate'] } },
      { ...entry, state: 'withdrawn', from: '2026-01-01T00:00:00+01:00', note: 'Closed.' },
    ];
    const read = await readSignedRegistry(await signTrustRegistry({ ...registry, entries }, publisher), expected);
    expect(read.ok && read.registry.entriesByIssuer.get('did:web:college.example')).toHaveLength(3);
  });

  it('is not believed under another key', async () => {
    const text = await signTrustRegistry(registry, newSigner());
    expect(await readSignedRegistry(text, expected)).toEqual({ ok: false, code: 'other_key' });
  });

  it('is not believed at another address, before it is issued or after its last moment', async () => {
    const text = await signTrustRegistry(registry, publisher);
    const reading = (change: object) => readSignedRegistry(text, { ...expected, ...change });
    expect(await reading({ url: 'https://trust.example/other' })).toEqual({ ok: false, code: 'id_mismatch' });
    expect(await reading({ now: new Date('2026-11-19T23:58:59Z') })).toEqual({ ok: false, code: 'not_yet_issued' });
    expect(await reading({ now: new Date('2026-11-19T23:59:01Z') })).toMatchObject({ ok: true });
    expect(await reading({ now: new Date('2026-12-19T23:59:59Z') })).toMatchObject({ ok: true });
    expect(await reading({ now: new Date('2026-12-20T00:00:00Z') })).toEqual({ ok: false, code: 'expired' });
  });

  it.each([
    ['an unknown member', { ...registry, extra: 1 }, 'shape'],
    ['an unknown member of an entry', { ...registry, entries: [{ ...entry, until_: 'x' }] }, 'shape'],
    ['no sequence', { ...registry, sequence: undefined }, 'shape'],
    ['a sequence that is no number', { ...registry, sequence: '3' }, 'shape'],
    ['an id that is not https', { ...registry, id: 'http://trust.example/registry' }, 'shape'],
    ['an unknown state', { ...registry, entries: [{ ...entry, state: 'paused' }] }, 'shape'],
    ['nothing that is covered', { ...registry, entries: [{ ...entry, achievements: {} }] }, 'shape'],
    ['"all" for "any"', { ...registry, entries: [{ ...entry, achievements: 'all' }] }, 'shape'],
    ['an issuer that is no URI', { ...registry, entries: [{ ...entry, issuer: 'Example College' }] }, 'shape'],
    ['an issuer with a space', { ...registry, entries: [{ ...entry, issuer: 'did:web:a.example ' }] }, 'shape'],
    ['an entry without a beginning', { ...registry, entries: [{ ...entry, from: undefined }] }, 'shape'],
    [
      'a withdrawal that ends',
      { ...registry, entries: [{ ...entry, state: 'withdrawn', until: entry.from }] },
      'shape',
    ],
    ['a script as address', { ...registry, entries: [{ ...entry, url: 'javascript:alert(1)' }] }, 'shape'],
    ['a date without zone', { ...registry, validUntil: '2026-12-20T00:00:00' }, 'dates'],
    ['a day that does not exist', { ...registry, entries: [{ ...entry, from: '2026-02-30T00:00:00Z' }] }, 'dates'],
    ['a period that ends before it begins', { ...registry, entries: [{ ...entry, until: entry.from }] }, 'dates'],
    ['an end before its issue', { ...registry, validUntil: registry.issued }, 'dates'],
    ['an array', [registry], 'shape'],
  ])('with %s is neither signed nor believed', async (_what, bad, code) => {
    const value = JSON.parse(JSON.stringify(bad)) as JsonObject;
    await expect(signTrustRegistry(value, publisher)).rejects.toMatchObject({ code: 'not_issuable' });
    expect(await readSignedRegistry(await signedAnyway(bad), expected)).toEqual({ ok: false, code });
  });

  it.each(['a\0b', '\ud800'])('with text that cannot be kept (%j) is not signed', async (name) => {
    await expect(signTrustRegistry({ ...registry, name }, publisher)).rejects.toMatchObject({ code: 'not_issuable' });
  });

  it('with a key twice is not believed', async () => {
    const twice = JSON.stringify(registry).replace('"sequence":3', '"sequence":3,"sequence":4');
    const text = await signJws(registryJwsType, twice, publisher);
    expect(await readSignedRegistry(text, expected)).toEqual({ ok: false, code: 'malformed' });
  });

  it.each([
    ['unsigned JSON', JSON.stringify(registry)],
    ['nothing', ''],
    ['bytes', Uint8Array.from([0xff, 0xfe, 0, 1])],
    ['a deep nest', '['.repeat(100_000)],
  ])('is not %s', async (_what, input) => {
    expect(await readSignedRegistry(input, expected)).toEqual({ ok: false, code: 'malformed' });
  });

  it('of more than 8 MiB is not read', async () => {
    expect(await readSignedRegistry('a'.repeat(8 * 1024 * 1024 + 1), expected)).toEqual({
      ok: false,
      code: 'too_large',
    });
  });
});

describe('a registry of the DCC form', () => {
  it('lists by identifier, without dates and without signature', () => {
    const read = readDccRegistry(
      JSON.stringify({ meta: {}, registry: { 'did:key:z6Mk1': { name: 'A', url: 'https://a.example' } } }),
    );
    expect(read.ok && read.registry.signed).toBe(false);
    expect(read.ok && [...read.registry.entriesByIssuer.values()]).toEqual([
      [{ issuer: 'did:key:z6Mk1', name: 'A', url: 'https://a.example', state: 'listed', achievements: 'any' }],
    ]);
  });

  it('passes over what is no entry, and is refused as a whole when there is no listing', () => {
    const read = readDccRegistry(
      '{"registry":{"did:a:1":null,"did:a:2":{},"did:a:3":{"name":""},"did:a:4":{"name":"D"}}}',
    );
    expect(read.ok && [...read.registry.entriesByIssuer.keys()]).toEqual(['did:a:4']);
    expect(readDccRegistry('{}')).toEqual({ ok: false, code: 'shape' });
    expect(readDccRegistry('{"registry":[]}')).toEqual({ ok: false, code: 'shape' });
    expect(readDccRegistry('<html>')).toEqual({ ok: false, code: 'malformed' });
    expect(readDccRegistry('{"registry":{"did:a:1":{"name":"A"},"did:a:1":{"name":"B"}}}').ok).toBe(false);
  });

  const folder = join(import.meta.dirname, '../../../../shared/data/real/registries');
  const isThere = existsSync(folder);
  if (!isThere) console.warn('The real registries are not here; they are not read.');
  it.skipIf(!isThere)('is what the real ones are', () => {
    const sizes = ['community-registry__registry.json', 'dcc__issuer-registry-2022.json'].map((file) => {
      const read = readDccRegistry(readFileSync(join(folder, file)));
      return read.ok ? read.registry.entriesByIssuer.size : 0;
    });
    expect(sizes).toEqual([27, 11]);
  });
});
