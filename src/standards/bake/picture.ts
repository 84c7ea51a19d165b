// The picture around a badge, as it was before baking: the file without the badge, byte for byte.
import { badgeChunks } from './png-badge.ts';
import { isPng, readPng } from './png-chunks.ts';
import { looksLikeSvg, readSvg } from './svg-badge.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The bytes without some ranges, which are in order and do not overlap. */
export function withoutRanges(bytes: Uint8Array, ranges: readonly Range[]): Buffer {
  const pieces: Uint8Array[] = [];
  let position = 0;
  for (const { start, end } of ranges) {
    pieces.push(bytes.subarray(position, start));
    position = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(position)]);
}

/** The picture without its badge; undefined when the file cannot be read. Bytes behind the end of a PNG are left out. */
export function pictureOf(bytes: Uint8Array): Buffer | undefined {
  return picturesOf(bytes)[0];
}

/**
 * Every form the picture may have had before baking: bakers add a namespace declaration to an SVG and indent the element,
 * and a PNG may have had bytes behind its end. All of them are the same picture.
 */
export function picturesOf(bytes: Uint8Array): readonly Buffer[] {
  if (isPng(bytes)) return pngPictures(bytes);
  return looksLikeSvg(bytes) ? svgPictures(bytes) : [];
}

function pngPictures(bytes: Uint8Array): readonly Buffer[] {
  const png = readPng(bytes);
  if (png === undefined) return [];
  const chunks = badgeChunks(png);
  const whole = png.end < bytes.length ? [withoutRanges(bytes, chunks)] : [];
  return [withoutRanges(bytes.subarray(0, png.end), chunks), ...whole];
}

function svgPictures(bytes: Uint8Array): readonly Buffer[] {
  const picture = readSvg(bytes);
  if (!picture.ok) return [];
  const { text, root, badges } = picture;
  const elements = badges.map(({ tag, end }) => ({ start: tag.start, end }));
  const indented = elements.map(({ start, end }) => ({ start: backOverSpace(text, start), end }));
  const declaration = root.attributes.filter(({ name, value }) => name !== 'xmlns' && isBadgeDeclaration(name, value));
  const forms = [elements, [...declaration, ...elements], indented, [...declaration, ...indented]];
  const texts = new Set(forms.map((ranges) => cut(text, ranges)));
  return [...texts].map((form) => Buffer.from(form));
}

function isBadgeDeclaration(name: string, value: string): boolean {
  return (
    name.startsWith('xmlns:') &&
    /^https?:\/\/(?:openbadges\.org|w3id\.org\/openbadges|purl\.imsglobal\.org\/)/.test(value)
  );
}

function backOverSpace(text: string, position: number): number {
  let start = position;
  while (/\s/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function cut(text: string, ranges: readonly Range[]): string {
  let left = text;
  for (const { start, end } of ranges.toReversed()) left = left.slice(0, start) + left.slice(end);
  return left;
}
