// If this fails, an old or forged copy of a registry replaces a good one, or every badge asks every registry again.
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/kernel/clock.ts';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { signTrustRegistry } from '../../../../src/standards/trust-registry.ts';
import type { SourceDocument } from '../../../../src/verification/document-source.ts';
import type { RegistryConfig } from '../../../../src/verification/trust/registry-config.ts';
import { trustRegistries } from '../../../../src/verification/trust/trust-registries.ts';
import { newSigner } from '../../standards/ed25519-signer.ts';

const publisher = newSigner();
const issuerId = 'did:web:college.example';
const state: RegistryConfig = {
  name: 'State',
  url: 'https://trust.example/registry',
  format: 'waymark',
  publicKeys: [publisher.publicKeyMultibase],
};
const open: RegistryConfig = { name: 'Open', url: 'https://open.example/', format: 'dcc', publicKeys: [] };
const openText = JSON.stringify({ registry: { [issuerId]: { name: 'Example College' } } });

function signed(sequence: number, change: JsonObject = {}, signer = publisher): Promise<string> {
  const entry = { issuer: issuerId, name: 'Example College', state: 'listed', achievements: 'any' };
  const registry = {
    id: state.url,
    name: 'Registry of the State of Example',
    publisher: { id: 'did:web:trust.example', name: 'State of Example' },
    sequence,
    issued: '2026-11-20T00:00:00Z',
    validUntil: '2026-12-20T00:00:00Z',
    entries: [{ ...entry, from: '2024-01-01T00:00:00Z' }],
    ...change,
  };
  return signTrustRegistry(registry, signer);
}

const found = (bytes: string, ageSeconds = 0): SourceDocument => ({
  state: 'found',
  bytes,
  ageSeconds,
  source: 'trust.example',
});

/** A world of documents that a test changes as it goes, with a clock that only the test moves. */
function world(configured: readonly RegistryConfig[], documents: Record<string, SourceDocument>) {
  let now = new Date('2026-11-25T13:00:00Z').getTime();
  const asked: string[] = [];
  const clock: Clock = { now: () => new Date(now) };
  const registries = trustRegistries({
    registries: configured,
    clock,
    read: (url) => {
      asked.push(url);
      return Promise.resolve(documents[url] ?? { state: 'unreachable', code: 'unreachable' });
    },
  });
  return {
    asked,
    documents,
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
    judge: () => registries.judge({ issuerId }),
    said: async () => {
      const { outcome, code, detail } = await registries.judge({ issuerId });
      return { answer: `${outcome}:${code}`, ageSeconds: detail?.ageSeconds, reason: detail?.reason };
    },
  };
}

describe('trust registries', () => {
  it('are asked for nothing when none is configured', async () => {
    const { said, asked } = world([], {});
    expect((await said()).answer).toBe('not_applicable:not_configured');
    expect(asked).toEqual([]);
  });

  it('are read once for many badges, and again when they are due', async () => {
    const { judge, asked, wait } = world([state, open], {
      [state.url]: found(await signed(1)),
      [open.url]: found(openText),
    });
    await Promise.all([judge(), judge(), judge()]);
    wait(299);
    await judge();
    expect(asked).toEqual([state.url, open.url]);
    wait(1);
    await judge();
    expect(asked).toHaveLength(4);
  });

  it('F-22: that are unreachable are unknown, and asked again half a minute later', async () => {
    const { said, asked, wait, documents } = world([state], {});
    expect(await said()).toMatchObject({ answer: 'unknown:registry_unreachable', reason: 'unreachable' });
    documents[state.url] = found(await signed(1));
    wait(29);
    expect((await said()).answer).toBe('unknown:registry_unreachable');
    expect(asked).toHaveLength(1);
    wait(1);
    expect((await said()).answer).toBe('pass:ok');
  });

  it('stand with their last good copy and its age while they are silent, until the day it names', async () => {
    const { said, wait, documents } = world([state], { [state.url]: found(await signed(1), 100) });
    expect(await said()).toMatchObject({ answer: 'pass:ok', ageSeconds: 100 });
    documents[state.url] = { state: 'unreachable', code: 'timeout' };
    wait(24 * 3600);
    expect(await said()).toMatchObject({ answer: 'pass:ok', ageSeconds: 24 * 3600 + 100 });
    wait(25 * 24 * 3600);
    expect(await said()).toMatchObject({ answer: 'unknown:registry_unreachable', reason: 'timeout' });
  });

  it('without signature stand for a day at most', async () => {
    const { said, wait, documents } = world([open], { [open.url]: found(openText) });
    expect((await said()).answer).toBe('pass:ok');
    documents[open.url] = { state: 'absent' };
    wait(24 * 3600);
    expect((await said()).answer).toBe('pass:ok');
    wait(1);
    expect(await said()).toMatchObject({ answer: 'unknown:registry_unreachable', reason: 'not_found' });
  });

  it('follow a newer copy', async () => {
    const { said, wait, documents } = world([state], { [state.url]: found(await signed(1)) });
    expect((await said()).answer).toBe('pass:ok');
    documents[state.url] = found(await signed(2, { entries: [] }));
    wait(300);
    expect((await said()).answer).toBe('unknown:not_listed');
  });

  it.each([
    ['an older one', () => signed(4)],
    ['another of the same number', () => signed(5)],
    ['one of another key', () => signed(6, {}, newSigner())],
    ['a page of excuses', () => Promise.resolve('<html>maintenance</html>')],
  ])('keep the good copy when they are handed %s', async (_what, other) => {
    const withdrawn = {
      entries: [
        {
          issuer: issuerId,
          name: 'Example College',
          state: 'withdrawn',
          achievements: 'any',
          from: '2026-01-01T00:00:00Z',
        },
      ],
    };
    const { said, wait, documents } = world([state], { [state.url]: found(await signed(5, withdrawn)) });
    expect((await said()).answer).toBe('fail:withdrawn');
    documents[state.url] = found(await other());
    wait(300);
    expect(await said()).toMatchObject({ answer: 'fail:withdrawn', ageSeconds: 300 });
  });

  it('that never had a good copy are unverified, with the reason', async () => {
    const { said } = world([state], { [state.url]: found(await signed(1, {}, newSigner())) });
    expect(await said()).toMatchObject({ answer: 'unknown:registry_unverified', reason: 'other_key' });
  });

  it('do not fall over a port that throws', async () => {
    const clock: Clock = { now: () => new Date('2026-11-25T13:00:00Z') };
    const registries = trustRegistries({ registries: [state], clock, read: () => Promise.reject(new Error('broken')) });
    expect(await registries.judge({ issuerId })).toMatchObject({ outcome: 'unknown', code: 'registry_unreachable' });
  });
});
