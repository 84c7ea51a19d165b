// If this fails, a badge on paper cannot be read from a photo of its code, or a picture without one costs too much.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readQr } from '../../../../src/platform/blobs/read-qr.ts';
import { pngChunk } from '../../../../src/standards/bake/png-chunks.ts';
import { qrPicture as picture, qrText as text } from '../../../setup/qr-picture.ts';

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

test('a picture of noise ends without a code, and meanwhile this thread is free', async () => {
  const side = 1_200;
  let seed = 1;
  const noise = Buffer.alloc(side * side).map(() => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) >> 16);
  const noisy = await sharp(noise, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  expect(await readQr(noisy)).toBeUndefined();
  delay.disable();
  expect(delay.max / 1e6).toBeLessThan(1_000);
});

test('when too many pictures wait, the next is sent away and those before it are read', async () => {
  const bytes = await picture(6).png().toBuffer();
  const answers = await Promise.allSettled(Array.from({ length: 9 }, () => readQr(bytes)));
  expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value === text)).toHaveLength(8);
  expect(answers.at(-1)).toMatchObject({ reason: { slug: 'unavailable' } });
});
