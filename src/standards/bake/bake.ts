// A badge into a picture (Open Badges 3.0 §5.3): one iTXt chunk in a PNG, one element directly after <svg> in an SVG. A
// badge that is already there is replaced. Byte-wise, so that the picture itself stays as it is.
import { looksLikeCompactJws } from '../vc-jwt.ts';
import { StandardsError } from '../standards-error.ts';
import { badgeNamespace } from './badge-words.ts';
import { badgeChunks } from './png-badge.ts';
import { pngChunk, readPng } from './png-chunks.ts';
import { readSvg } from './svg-badge.ts';
import type { SvgAttribute } from './svg-scan.ts';
import { withoutRanges } from './picture.ts';

/**
 * The PNG with a credential in it; `text` is its JSON with proof or the compact JWS.
 * @throws StandardsError bad_picture when the bytes are no sound PNG
 */
export function bakePng(bytes: Uint8Array, text: string): Buffer {
  const png = readPng(bytes);
  const end = png?.chunks.at(-1);
  if (png === undefined || end === undefined) throw badPicture();
  // Keyword, then five NULs: its end, no compression, method 0, no language, no translated keyword.
  const chunk = pngChunk('iTXt', Buffer.from(`openbadgecredential\0\0\0\0\0${text}`));
  const picture = withoutRanges(bytes.subarray(0, end.start), badgeChunks(png));
  return Buffer.concat([picture, chunk, bytes.subarray(end.start, end.end)]);
}

/**
 * The SVG with a credential in it; `text` is its JSON with proof or the compact JWS.
 * @throws StandardsError bad_picture when the bytes are no sound SVG
 */
export function bakeSvg(bytes: Uint8Array, text: string): Buffer {
  const first = readSvg(bytes);
  if (!first.ok || first.root.kind === 'empty') throw badPicture();
  const cleared = first.badges.length === 0 ? first : readSvg(Buffer.from(withoutElements(first)));
  if (!cleared.ok) throw badPicture();
  const { root } = cleared;
  const declared = root.attributes.find(({ name }) => name === 'xmlns:openbadges');
  const body = looksLikeCompactJws(text)
    ? `<openbadges:credential verify="${text}"></openbadges:credential>`
    : `<openbadges:credential><![CDATA[${withoutCdataEnd(text)}]]></openbadges:credential>`;
  const head = cleared.text.slice(0, root.end);
  return Buffer.from(withNamespace(head, declared, root.end - 1) + body + cleared.text.slice(root.end));
}

function withoutElements({ text, badges }: { text: string; badges: readonly Range[] }): string {
  let left = text;
  for (const { tag, end } of badges.toReversed()) left = left.slice(0, tag.start) + left.slice(end);
  return left;
}

interface Range {
  readonly tag: { readonly start: number };
  readonly end: number;
}

function withNamespace(head: string, declared: SvgAttribute | undefined, tagEnd: number): string {
  const declaration = ` xmlns:openbadges="${badgeNamespace}"`;
  return declared === undefined
    ? head.slice(0, tagEnd) + declaration + head.slice(tagEnd)
    : head.slice(0, declared.start) + declaration + head.slice(declared.end);
}

/** `]]>` can stand in JSON only inside a string, where its last character may be written as an escape. */
function withoutCdataEnd(json: string): string {
  return json.replaceAll(']]>', String.raw`]]\u003e`);
}

function badPicture(): StandardsError {
  return new StandardsError('bad_picture', 'The picture is not a sound PNG or SVG.');
}
