// If this fails, a badge on paper cannot be read from a photo of its code, or a picture without one costs too much.
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { readQr } from '../../../../src/platform/blobs/read-qr.ts';
import { pngChunk } from '../../../../src/standards/bake/png-chunks.ts';

const text = 'https://badges.example/credentials/0193';
/** A code of version 3, error correction L, mask 0, for the text above; 1 is dark. */
const modules = [
  '11111110001000011111101111111',
  '10000010010001010011101000001',
  '10111010100100001000001011101',
  '10111010010010011011001011101',
  '10111010010011011011001011101',
  '10000010001111011001001000001',
  '11111110101010101010101111111',
  '00000000100101101111100000000',
  '11101111100011111101111000100',
  '00000100110111100110111001001',
  '11010011101111100110111100111',
  '11001000011011100101000000010',
  '11010010101100100100011001011',
  '00011101101100001100101001001',
  '00010010011001001000001011011',
  '10110100111100011111101001010',
  '01110110010010011101101001011',
  '00001100011111001100111001101',
  '10100111010110100000010110011',
  '01001001100011110101011101010',
  '10111011101100101100111110000',
  '00000000101100101101100010111',
  '11111110110001000001101011011',
  '10000010110100010110100011001',
  '10111010111010011100111110011',
  '10111010001111001001000110111',
  '10111010110110101100000111001',
  '10000010110011111100100110010',
  '11111110111100100101111010011',
];

/** The code with its quiet zone, each module `scale` pixels wide. */
function picture(scale: number): Sharp {
  const quiet = 4;
  const side = modules.length + 2 * quiet;
  const pixels = Buffer.alloc(side * side, 255);
  modules.forEach((row, y) =>
    row.split('').forEach((module, x) => {
      if (module === '1') pixels[(y + quiet) * side + x + quiet] = 0;
    }),
  );
  const raw = { width: side, height: side, channels: 1 } as const;
  return sharp(pixels, { raw }).resize({ width: side * scale, kernel: 'nearest' });
}

describe('a code is read', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('from %s', async (format) => {
    expect(await readQr(await picture(6).toFormat(format).toBuffer())).toBe(text);
  });

  test('turned, blurred and in the corner of a large photo', async () => {
    const code = await picture(24).blur(3).rotate(8, { background: '#999' }).png().toBuffer();
    const photo = sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#a98' } });
    expect(
      await readQr(
        await photo
          .composite([{ input: code, left: 300, top: 200 }])
          .jpeg()
          .toBuffer(),
      ),
    ).toBe(text);
  });

  test('dark on nothing, where the ground is transparent', async () => {
    const ink = await picture(6).negate().extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    const { width, height } = ink.info;
    const image = sharp({ create: { width, height, channels: 3, background: 'black' } });
    const alpha = { raw: { width, height, channels: 1 } } as const;
    expect(await readQr(await image.joinChannel(ink.data, alpha).png().toBuffer())).toBe(text);
  });
});

test('a picture without a code has no text', async () => {
  const plain = sharp({ create: { width: 900, height: 900, channels: 3, background: 'white' } });
  expect(await readQr(await plain.png().toBuffer())).toBeUndefined();
});

test.each([
  ['no picture', Buffer.from('hello')],
  ['a vector picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['a GIF', Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64')],
])('refused: %s', async (_, bytes) => {
  await expect(readQr(bytes)).rejects.toMatchObject({ slug: 'unsupported-media-type' });
});

test('a picture that claims to be enormous is refused unread', async () => {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(50_000, 0);
  header.writeUInt32BE(50_000, 4);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', Buffer.from([0])), pngChunk('IEND', Buffer.alloc(0))];
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...chunks]);
  await expect(readQr(png)).rejects.toMatchObject({ slug: 'image-too-large' });
});
