// A badge out of a picture, by what the file is and never by its name (Open Badges 3.0 §5.3). Pure: bytes in, text out;
// the text is then judged like any other.
import { mostPictureBytes, pictureFailure } from './badge-words.ts';
import type { BakedStandard, PictureFailure } from './badge-words.ts';
import { readPngBadge } from './png-badge.ts';
import { isPng } from './png-chunks.ts';
import { looksLikeSvg, readSvgBadge } from './svg-badge.ts';

export type PictureMedia = 'png' | 'svg';

export type Baked =
  | {
      readonly ok: true;
      readonly media: PictureMedia;
      readonly standard: BakedStandard;
      /** JSON, a compact JWS, or of Open Badges 2.0 also the address of the hosted assertion. */
      readonly text: string;
      /** `check:code` of what was passed over. */
      readonly warnings: readonly string[];
    }
  | (PictureFailure & { readonly media?: PictureMedia });

/** What kind of picture the bytes are; undefined for anything that cannot carry a badge. */
export function pictureMediaOf(bytes: Uint8Array): PictureMedia | undefined {
  if (isPng(bytes)) return 'png';
  return looksLikeSvg(bytes) ? 'svg' : undefined;
}

/**
 * The one badge in a PNG or SVG. Refused: damaged files, more than one badge, a document type or entities in an SVG, text
 * larger than a badge may be (also when it only becomes so by inflating). `no_badge_data` for pictures without a badge.
 */
export function extractBaked(bytes: Uint8Array): Baked {
  const media = pictureMediaOf(bytes);
  if (media === undefined) return pictureFailure('no_badge_data');
  if (bytes.length > mostPictureBytes) return { ...pictureFailure('too_large'), media };
  if (media === 'svg') {
    const found = readSvgBadge(bytes);
    return found.ok ? { ...found, media, warnings: [] } : { ...found, media };
  }
  const found = readPngBadge(bytes);
  if (!found.ok) return { ...found, media };
  const { standard, text, trailingBytes } = found;
  return { ok: true, media, standard, text, warnings: trailingBytes ? ['image:trailing_bytes'] : [] };
}
