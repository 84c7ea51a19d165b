// Pictures for achievements and issuers are never served as they came: they are decoded within limits and written anew
// as PNG, which leaves scripts, metadata and anything after the picture behind.
import sharp from 'sharp';
import { Problem } from '../../kernel/problem.ts';

const MOST_PIXELS = 25_000_000;
const LONGEST_SIDE = 800;
const FORMATS = new Set(['png', 'jpeg', 'webp', 'svg']);

export interface ReencodedImage {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * @throws Problem unsupported-media-type when it is no PNG, JPEG, WebP or SVG
 * @throws Problem unsafe-svg when an SVG declares a document type or entities
 * @throws Problem image-too-large beyond 25 million pixels
 */
export async function reencodeImage(input: Buffer): Promise<ReencodedImage> {
  // A compressed SVG would be inflated without a limit of ours.
  if (input[0] === 0x1f && input[1] === 0x8b) throw notAnImage();
  // Entities are expanded while parsing, so they are refused before anything parses.
  if (/<!(DOCTYPE|ENTITY)/i.test(input.toString('latin1'))) {
    throw new Problem('unsafe-svg', { detail: 'An SVG image must not declare a document type or entities.' });
  }
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false } as const;
  const facts = await sharp(input, options)
    .metadata()
    .catch((error: unknown) => {
      throw refused(error);
    });
  if (!FORMATS.has(facts.format)) throw notAnImage();
  if (facts.width * facts.height > MOST_PIXELS) throw tooLarge();
  const { data, info } = await sharp(input, options)
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 9, palette: true, quality: 90 })
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw refused(error);
    });
  return { bytes: data, width: info.width, height: info.height };
}

function refused(error: unknown): Problem {
  return /pixel limit/i.test(error instanceof Error ? error.message : '') ? tooLarge() : notAnImage(error);
}

function tooLarge(): Problem {
  return new Problem('image-too-large', { detail: 'The image has more than 25 million pixels.' });
}

function notAnImage(cause?: unknown): Problem {
  return new Problem('unsupported-media-type', {
    code: 'content_mismatch',
    detail: 'The content is not a readable PNG, JPEG, WebP or SVG image.',
    cause,
  });
}
