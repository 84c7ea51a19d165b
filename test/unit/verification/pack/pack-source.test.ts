// If this fails, verification without a network takes an old document for a new one, or reaches for the network after all.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/kernel/clock.ts';
import type { VerificationPack } from '../../../../src/standards/pack-contents.ts';
import { differingContexts, packRegistries, packSource } from '../../../../src/verification/pack/pack-source.ts';

const clock: Clock = { now: () => new Date('2026-11-27T12:00:00Z') };
const listUrl = 'https://badges.example/status/1';
const pack: VerificationPack = {
  origin: 'https://badges.example',
  madeAt: new Date('2026-11-25T12:00:00Z'),
  contexts: [
    { url: 'https://a.example/v1', sha256: 'a'.repeat(64) },
    { url: 'https://b.example/v1', sha256: 'b'.repeat(64) },
  ],
  registries: [{ name: 'Open', url: 'https://open.example/', format: 'dcc' }],
  documents: [{ url: listUrl, mediaType: 'application/vc', readAt: new Date('2026-11-25T11:00:00Z'), text: '{}' }],
};

describe('a source out of a pack', () => {
  const source = packSource(pack, clock);

  it('hands out what the pack holds, with its age at this moment and the host it came from', async () => {
    expect(await source.read(listUrl, 'status-list')).toEqual({
      state: 'found',
      bytes: '{}',
      ageSeconds: 49 * 3600,
      source: 'badges.example',
      contentType: 'application/vc',
    });
  });

  it.each([`${listUrl}/`, `${listUrl}#a`, 'https://BADGES.example/status/1', 'https://other.example/', ''])(
    'cannot reach %j, which the pack does not hold',
    async (url) => {
      expect(await source.read(url, 'issuer')).toEqual({ state: 'unreachable', code: 'unreachable' });
    },
  );

  it('tells nothing of other hosts but the registries it lists, and those as registries only', async () => {
    const readAt = new Date('2026-11-25T11:00:00Z');
    const of = (url: string) => ({ url, mediaType: 'application/json', readAt, text: '{}' });
    const urls = ['https://harvard.example/.well-known/did.json', 'https://open.example/', 'http://badges.example/x'];
    const wide = packSource({ ...pack, documents: urls.map(of) }, clock);
    const states = async (purpose: 'issuer' | 'status-list' | 'registry') =>
      Promise.all(urls.map(async (url) => (await wide.read(url, purpose)).state));
    expect(await states('issuer')).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect(await states('status-list')).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect(await states('registry')).toEqual(['unreachable', 'found', 'unreachable']);
  });

  it('no longer tells what was read more than a month ago', async () => {
    const at = (day: string) => packSource(pack, { now: () => new Date(day) }).read(listUrl, 'status-list');
    expect(await at('2026-12-26T10:59:59Z')).toMatchObject({ state: 'found' });
    expect(await at('2026-12-26T11:00:01Z')).toEqual({ state: 'unreachable', code: 'unreachable' });
  });

  it('knows the addresses of the deployment that made it', () => {
    expect(source.isOwn(listUrl)).toBe(true);
    expect(source.isOwn('https://badges.example.evil.example/')).toBe(false);
    expect(source.isOwn('http://badges.example/')).toBe(false);
    expect(source.isOwn('did:web:badges.example')).toBe(false);
  });

  it('tells no negative age where the clock runs behind', async () => {
    const early = packSource(pack, { now: () => new Date('2026-11-25T10:00:00Z') });
    expect(await early.read(listUrl, 'status-list')).toMatchObject({ ageSeconds: 0 });
  });
});

describe('a pack', () => {
  it('brings the list of registries, read as strictly as the operator’s own', () => {
    expect(packRegistries(pack)).toMatchObject({ ok: true, registries: [{ name: 'Open', publicKeys: [] }] });
    expect(packRegistries({ ...pack, registries: [{ name: 'Open' }] })).toMatchObject({ ok: false });
  });

  it('names the contexts that the reader has with other bytes', () => {
    const own = [
      { url: 'https://a.example/v1', sha256: 'a'.repeat(64) },
      { url: 'https://b.example/v1', sha256: 'c'.repeat(64) },
    ];
    expect(differingContexts(pack, own)).toEqual(['https://b.example/v1']);
  });
});
