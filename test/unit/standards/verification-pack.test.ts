// If this fails, somebody can slip a document into a verification pack, or a broken file stops the reader.
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../src/kernel/digest.ts';
import { signJws } from '../../../src/standards/ed25519-jws.ts';
import { readVerificationPack, signVerificationPack } from '../../../src/standards/verification-pack.ts';
import type { VerificationPack } from '../../../src/standards/pack-contents.ts';
import { newSigner } from './ed25519-signer.ts';

const maker = newSigner();
const key = maker.publicKeyMultibase;
const now = new Date('2026-11-25T13:00:00Z');
const documents = [
  {
    url: 'https://badges.example/issuers/1/did.json',
    mediaType: 'application/did+ld+json',
    readAt: new Date('2026-11-25T11:59:00Z'),
    text: '{"id":"did:web:badges.example:issuers:1","name":"Ñandú\\n\\u2028"}\n',
  },
  {
    url: 'https://badges.example/status/1',
    mediaType: 'application/vc',
    readAt: new Date('2026-11-25T11:58:00Z'),
    text: 'eyJ.eyJ.sig',
  },
];
const pack: VerificationPack = {
  origin: 'https://badges.example',
  madeAt: new Date('2026-11-25T12:00:00Z'),
  validUntil: new Date('2026-12-25T12:00:00Z'),
  contexts: [{ url: 'https://www.w3.org/ns/credentials/v2', sha256: sha256Hex('context') }],
  registries: [{ name: 'Open', url: 'https://open.example/', format: 'dcc' }],
  documents,
};

const linesOf = (file: Uint8Array): string => gunzipSync(file).toString();

/** A pack whose table of contents is signed although it may be wrong. */
async function fileOf(contents: object, body: string): Promise<Uint8Array> {
  const whole = {
    format: 'waymark-verification-pack',
    version: 1,
    origin: pack.origin,
    madeAt: '2026-11-25T12:00:00Z',
    contexts: [],
    registries: [],
    documents: 0,
    sha256: sha256Hex(body),
    ...contents,
  };
  return gzipSync(`${await signJws('verification-pack+jwt', JSON.stringify(whole), maker)}\n${body}`);
}

const line = (change: object = {}): string =>
  `${JSON.stringify({ url: 'https://a.example/', mediaType: 'text/plain', readAt: '2026-11-25T11:00:00Z', text: '', ...change })}\n`;

describe('a verification pack', () => {
  it('is read back as it was made, with the key that signed it', async () => {
    const file = await signVerificationPack(pack, maker);
    expect(await readVerificationPack(file, { now, key })).toEqual({ ok: true, pack, signedBy: `did:key:${key}` });
    const { validUntil: _until, ...open } = pack;
    const empty = { ...open, documents: [], contexts: [], registries: [] };
    expect(await readVerificationPack(await signVerificationPack(empty, maker), { now })).toMatchObject({
      pack: empty,
    });
  });

  it('of another key is refused where one is expected, and says whose it is where none is', async () => {
    const stranger = newSigner();
    const file = await signVerificationPack(pack, stranger);
    const signedBy = `did:key:${stranger.publicKeyMultibase}`;
    expect(await readVerificationPack(file, { now, key })).toEqual({ ok: false, code: 'other_key', signedBy });
    expect(await readVerificationPack(file, { now })).toMatchObject({ ok: true, signedBy });
  });

  it('is made and read in turns: everything else goes on meanwhile', async () => {
    const text = 'x'.repeat(64 * 1024);
    const many = Array.from({ length: 128 }, (_, at) => ({
      mediaType: 'text/plain',
      readAt: pack.madeAt,
      url: `https://badges.example/${at}`,
      text,
    }));
    let turns = 0;
    let isOver = false;
    const others = (): void => {
      turns += 1;
      if (!isOver) setImmediate(others);
    };
    setImmediate(others);
    await signVerificationPack({ ...pack, documents: many }, maker);
    isOver = true;
    // 8 MiB, gone through five times, half a MiB at once.
    expect(turns).toBeGreaterThan(64);
  });

  it('is refused before it is made and after its last moment', async () => {
    const file = await signVerificationPack(pack, maker);
    const at = async (time: string) => {
      const read = await readVerificationPack(file, { now: new Date(time), key });
      return read.ok ? 'ok' : read.code;
    };
    expect(await at('2026-11-25T11:58:59Z')).toBe('made_in_future');
    expect(await at('2026-11-25T11:59:01Z')).toBe('ok');
    expect(await at('2026-12-25T11:59:59Z')).toBe('ok');
    expect(await at('2026-12-25T12:00:00Z')).toBe('expired');
  });

  it.each([
    ['a document changed', (text: string) => text.replace('issuers:1', 'issuers:2')],
    ['a document left out', (text: string) => text.split('\n').toSpliced(2, 1).join('\n')],
    ['a document added', (text: string) => `${text}${line()}`],
    ['two documents in the other order', (text: string) => [0, 2, 1].map((i) => `${text.split('\n')[i]}\n`).join('')],
    ['the end cut off', (text: string) => text.slice(0, -1)],
  ])('with %s is refused', async (_what, change) => {
    const text = linesOf(await signVerificationPack(pack, maker));
    const changed = change(text);
    expect(changed).not.toBe(text);
    expect(await readVerificationPack(gzipSync(changed), { now, key })).toMatchObject({ ok: false, code: 'digest' });
  });

  it('under the table of contents of another is refused', async () => {
    const [head] = linesOf(await signVerificationPack({ ...pack, documents: [] }, maker)).split('\n');
    const [, ...rest] = linesOf(await signVerificationPack(pack, maker)).split('\n');
    const mixed = gzipSync([head, ...rest].join('\n'));
    expect(await readVerificationPack(mixed, { now, key })).toMatchObject({ ok: false, code: 'digest' });
  });

  it.each([
    ['a later version', { version: 2 }, '', 'unsupported_version'],
    ['another format', { format: 'zip' }, '', 'malformed'],
    ['an origin that is a page', { origin: 'https://badges.example/a' }, '', 'malformed'],
    ['a date without zone', { madeAt: '2026-11-25T12:00:00' }, '', 'malformed'],
    ['an end before its making', { validUntil: '2026-11-25T12:00:00Z' }, '', 'malformed'],
    ['a context without digest', { contexts: [{ url: 'https://a.example/' }] }, '', 'malformed'],
    ['fewer documents than it says', { documents: 2 }, line(), 'malformed'],
    ['more documents than it says', { documents: 0 }, line(), 'malformed'],
    ['one address twice', { documents: 2 }, line() + line({ text: 'other' }), 'malformed'],
    ['a document of later than itself', { documents: 1 }, line({ readAt: '2026-11-25T12:00:01Z' }), 'malformed'],
    ['a document with more to it', { documents: 1 }, line({ more: 1 }), 'malformed'],
    ['a document without address', { documents: 1 }, line({ url: 'here' }), 'malformed'],
    ['a document that is no text', { documents: 1 }, line({ text: {} }), 'malformed'],
    ['a line that is not JSON', { documents: 1 }, 'text\n', 'malformed'],
    ['an empty line', { documents: 1 }, '\n', 'malformed'],
  ])('with %s is refused though it is signed', async (_what, contents, body, code) => {
    expect(await readVerificationPack(await fileOf(contents, body), { now, key })).toMatchObject({ ok: false, code });
  });

  it('is not made when readers would refuse it', async () => {
    for (const change of [{ readAt: now }, { text: 'a\0b' }, { text: '\ud800' }, { url: 'here' }]) {
      const bad = { ...pack, documents: documents.map((document) => ({ ...document, ...change })) };
      await expect(signVerificationPack(bad, maker)).rejects.toMatchObject({ code: 'not_issuable' });
    }
  });

  it('that inflates beyond the limit is not inflated further', async () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 });
    expect(await readVerificationPack(bomb, { now })).toEqual({ ok: false, code: 'too_large' });
  });

  it('is refused, never thrown over, whatever the bytes', async () => {
    const file = await signVerificationPack(pack, maker);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(file.length - 1), async (bytes, cut) => {
        for (const input of [bytes, gzipSync(bytes), file.subarray(0, cut)]) {
          const read = await readVerificationPack(input, { now, key });
          expect(read.ok).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('with one bit changed is refused, or is the same pack', async () => {
    const file = await signVerificationPack(pack, maker);
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 0, max: 7 }), async (index, bit) => {
        const changed = Uint8Array.from(file);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        const read = await readVerificationPack(changed, { now, key });
        expect(!read.ok || isDeepStrictEqual(read.pack, pack)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
