// The badge in a PNG: one iTXt chunk under a keyword (Open Badges 3.0 §5.3.1); Open Badges 2.0 also wrote tEXt. Compressed
// text is inflated only up to the size that a badge may have.
import { inflateSync } from 'node:zlib';
import { limits } from '../checks/limits.ts';
import { pictureFailure, pngKeywords } from './badge-words.ts';
import type { BakedStandard, PictureFailure } from './badge-words.ts';
import { readPng } from './png-chunks.ts';
import type { PngChunk, PngFile } from './png-chunks.ts';

export interface PngBadge {
  readonly ok: true;
  readonly standard: BakedStandard;
  readonly text: string;
  /** Whether something follows behind the end of the picture. */
  readonly trailingBytes: boolean;
}

const longestKeyword = 79;

export function readPngBadge(bytes: Uint8Array): PngBadge | PictureFailure {
  const png = readPng(bytes);
  if (png === undefined) return pictureFailure('image_malformed');
  const [chunk, second] = badgeChunks(png);
  if (chunk === undefined) return pictureFailure('no_badge_data');
  if (second !== undefined) return pictureFailure('ambiguous_badge_data');
  const standard = standardOf(chunk);
  if (standard === undefined) return pictureFailure('no_badge_data');
  const read = chunk.type === 'iTXt' ? internationalText(chunk.content) : latinText(chunk.content);
  return read.ok ? { ...read, standard, trailingBytes: png.end < bytes.length } : read;
}

/** Every chunk that claims to be a badge. Two of them leave open which one counts, also under different keywords. */
export function badgeChunks(png: PngFile): readonly PngChunk[] {
  return png.chunks.filter((chunk) => standardOf(chunk) !== undefined);
}

function standardOf({ type, content }: PngChunk): BakedStandard | undefined {
  if (type !== 'iTXt' && type !== 'tEXt') return undefined;
  const standard = pngKeywords.get(keywordOf(content));
  return type === 'iTXt' || standard === 'ob2' ? standard : undefined;
}

function keywordOf(content: Uint8Array): string {
  const end = content.subarray(0, longestKeyword + 1).indexOf(0);
  return Buffer.from(content.subarray(0, Math.max(end, 0))).toString('latin1');
}

type Text = { readonly ok: true; readonly text: string } | PictureFailure;

/** iTXt (PNG §11.3.3.4): keyword, NUL, compression flag and method, language, NUL, translated keyword, NUL, UTF-8 text. */
function internationalText(content: Uint8Array): Text {
  const flags = content.indexOf(0) + 1;
  const [compressed, method] = [content[flags], content[flags + 1]];
  const languageEnd = content.indexOf(0, flags + 2);
  const keywordEnd = languageEnd < 0 ? -1 : content.indexOf(0, languageEnd + 1);
  if (keywordEnd < 0 || (compressed !== 0 && compressed !== 1)) return pictureFailure('image_malformed');
  const text = content.subarray(keywordEnd + 1);
  if (compressed === 0) return decoded(text);
  return method === 0 ? inflated(text) : pictureFailure('image_malformed');
}

function inflated(content: Uint8Array): Text {
  try {
    return decoded(inflateSync(content, { maxOutputLength: limits.recordBytes }));
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return pictureFailure(tooLarge ? 'too_large' : 'image_malformed');
  }
}

function decoded(content: Uint8Array): Text {
  if (content.length > limits.recordBytes) return pictureFailure('too_large');
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content) };
  } catch {
    return pictureFailure('invalid_utf8');
  }
}

function latinText(content: Uint8Array): Text {
  const text = content.subarray(content.indexOf(0) + 1);
  if (text.length > limits.recordBytes) return pictureFailure('too_large');
  return { ok: true, text: Buffer.from(text).toString('latin1') };
}
