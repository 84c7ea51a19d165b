// If this fails, a badge put into somebody else's picture passes for the original.
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sha256, sha384 } from '../../../../src/kernel/digest.ts';
import type { JsonObject } from '../../../../src/kernel/json.ts';
import { bakePng, bakeSvg } from '../../../../src/standards/bake/bake.ts';
import { imageCheckOf } from '../../../../src/standards/bake/image-check.ts';
import { pngChunk } from '../../../../src/standards/bake/png-chunks.ts';

const pngOf = (grey: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    pngChunk('IDAT', deflateSync(Buffer.from([0, grey]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
const own = pngOf(1);
const foreign = pngOf(2);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">\n  <rect/>\n</svg>');
const url = 'https://example.org/badge.png';
const dataUrl = (bytes: Buffer, type = 'png'): string => `data:image/${type};base64,${bytes.toString('base64')}`;
const withImage = (image: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  credentialSubject: { achievement: { image } },
  ...more,
});
const answer = (document: JsonObject, picture: Buffer): string => {
  const baked = picture[0] === 0x3c ? bakeSvg(picture, '{}') : bakePng(picture, '{}');
  const { outcome, code } = imageCheckOf(document, baked);
  return `${outcome}:${code}`;
};

describe('a digest of the picture before baking', () => {
  const sri = `sha384-${sha384(own).toString('base64')}`;
  const multihash = `u${Buffer.concat([Buffer.from([0x12, 0x20]), sha256(own)]).toString('base64url')}`;
  test.each([
    ['beside the image', withImage({ id: url, digestSRI: sri })],
    ['in relatedResource', withImage({ id: url }, { relatedResource: [{ id: url, digestMultibase: multihash }] })],
    ['at the image of the subject', { credentialSubject: { image: { id: url, digestSRI: sri } } }],
    ['at the image of the credential', { image: { id: url, digestSRI: sri } }],
  ])('%s: own passes, foreign fails', (_, document) => {
    expect(answer(document, own)).toBe('pass:ok');
    expect(answer(document, foreign)).toBe('fail:mismatch');
  });

  test('a hash that we do not know decides nothing', () => {
    expect(answer(withImage({ id: url, digestSRI: 'sha1-AAAA' }), own)).toBe('unknown:unsupported_digest');
    expect(answer(withImage({ id: url, digestMultibase: 'fABC' }), own)).toBe('unknown:unsupported_digest');
  });

  test('a digest of another file says nothing about this one', () => {
    const document = withImage({ id: url }, { relatedResource: { id: 'https://example.org/x', digestSRI: sri } });
    expect(answer(document, own)).toBe('unknown:no_reference');
  });
});

describe('a picture inside the credential', () => {
  test('the same bytes pass, other bytes of the same kind fail', () => {
    expect(answer(withImage({ id: dataUrl(own) }), own)).toBe('pass:ok');
    expect(answer(withImage({ id: dataUrl(own) }), foreign)).toBe('fail:mismatch');
    expect(answer(withImage(dataUrl(svg, 'svg+xml')), svg)).toBe('pass:ok');
    expect(answer(withImage(`data:image/svg+xml,${encodeURIComponent(svg.toString())}`), svg)).toBe('pass:ok');
  });

  test('a picture of another kind says nothing', () => {
    expect(answer(withImage({ id: dataUrl(Buffer.from('GIF89a'), 'gif') }), own)).toBe('unknown:no_reference');
  });
});

test('the subject’s own image decides alone', () => {
  const image = { id: dataUrl(own) };
  const document = { credentialSubject: { image, achievement: { image: { id: dataUrl(foreign) } } } };
  expect(answer(document, own)).toBe('pass:ok');
  expect(answer(document, foreign)).toBe('fail:mismatch');
});

test('without a reference nothing is established; without a picture there is nothing to ask', () => {
  expect(answer({}, own)).toBe('unknown:no_reference');
  expect(answer(withImage({ id: url }), own)).toBe('unknown:no_reference');
  expect(imageCheckOf({}, undefined)).toMatchObject({ outcome: 'not_applicable', code: 'no_picture' });
});
