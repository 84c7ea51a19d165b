// The text of a QR code in a photo or a picture file (ISO/IEC 18004), for whoever has a badge on paper. The picture is
// decoded within limits and made smaller first, which bounds the time that looking for the code takes.
import sharp from 'sharp';
import type { Metadata, SharpOptions } from 'sharp';
import { Problem } from '../../kernel/problem.ts';
import { searchQr } from './search-qr.ts';

const MOST_PIXELS = 50_000_000;
/** A photo is looked at small first: that is quick, and blur matters less. A dense code needs more pixels. */
const LONGEST_SIDES = [600, 1_200] as const;
const FORMATS: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp']);
const MOST_SECONDS = 5;
/** Pictures at once in this process, and those that may wait for a place: each costs memory and a processor. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 6;

/**
 * The text of the first QR code found; undefined when there is none that can be read.
 * @throws Problem unsupported-media-type when it is no PNG, JPEG or WebP picture
 * @throws Problem image-too-large beyond 50 million pixels
 * @throws Problem unavailable when too many pictures are waiting
 */
export async function readQr(bytes: Uint8Array): Promise<string | undefined> {
  await enter();
  try {
    return await read(bytes);
  } finally {
    leave();
  }
}

let inside = 0;
const waiting: (() => void)[] = [];

async function enter(): Promise<void> {
  if (inside < MOST_AT_ONCE) {
    inside += 1;
    return;
  }
  if (waiting.length >= MOST_WAITING) {
    const detail = 'Too many pictures are waiting. Try again in a moment.';
    throw new Problem('unavailable', { detail, retryAfterSeconds: 5 });
  }
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
  });
}

/** Hands the place to whoever waited longest. */
function leave(): void {
  const next = waiting.shift();
  if (next === undefined) inside -= 1;
  else next();
}

async function read(bytes: Uint8Array): Promise<string | undefined> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const;
  const { format, width, height } = await facts(bytes, options);
  if (!FORMATS.has(format)) throw notAPicture();
  if (width * height > MOST_PIXELS) throw tooLarge();
  for (const side of LONGEST_SIDES) {
    const { data, info } = await sharp(bytes, options)
      .autoOrient()
      .flatten({ background: 'white' })
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .timeout({ seconds: MOST_SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true })
      .catch((error: unknown) => {
        throw notAPicture(error);
      });
    const found = await searchQr(data, info.width, info.height);
    if (found !== undefined) return found;
    if (Math.max(width, height) <= side) return undefined;
  }
  return undefined;
}

async function facts(bytes: Uint8Array, options: SharpOptions): Promise<Metadata> {
  // A vector picture would have to be drawn first; nobody photographs one.
  if (bytes[0] === 0x3c || bytes[0] === 0x1f) throw notAPicture();
  return sharp(bytes, options)
    .metadata()
    .catch((error: unknown) => {
      throw /pixel limit/i.test(error instanceof Error ? error.message : '') ? tooLarge() : notAPicture(error);
    });
}

function tooLarge(): Problem {
  return new Problem('image-too-large', { detail: 'The image has more than 50 million pixels.' });
}

function notAPicture(cause?: unknown): Problem {
  return new Problem('unsupported-media-type', {
    code: 'content_mismatch',
    detail: 'The content is not a readable PNG, JPEG or WebP image.',
    cause,
  });
}
