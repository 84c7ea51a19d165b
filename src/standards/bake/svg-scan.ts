// The start and end tags of an SVG with their places in the text. A scanner of our own, because the place of the badge is
// needed to the byte (to take it out again), and because nothing is ever expanded: there is no code here that could
// replace an entity by anything but one character. Linear in the length of the text, no recursion.

export interface SvgTag {
  readonly kind: 'open' | 'close' | 'empty';
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: readonly SvgAttribute[];
  readonly start: number;
  readonly end: number;
}

export interface SvgAttribute {
  readonly name: string;
  /** As written between the quotes. */
  readonly value: string;
  /** From the white space before the name to just behind the closing quote. */
  readonly start: number;
  readonly end: number;
}

export type SvgScan =
  | { readonly ok: true; readonly tags: readonly SvgTag[] }
  | { readonly ok: false; readonly code: 'image_malformed' | 'unsafe_svg' | 'too_large' };

const mostTags = 100_000;
const mostAttributes = 512;
const tagName = /[^\s"'<>/=!?&]+/y;
const attribute = /\s+([^\s"'<>/=!?&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const tagEnd = /\s*(\/?)>/y;
/** A document type that names the public SVG definition and declares nothing itself; nobody reads that definition. */
const plainDoctype = /<!DOCTYPE\s+[\w.:-]+(?:\s+(?:PUBLIC|SYSTEM|"[^"<>[\]]*"|'[^'<>[\]]*'))*\s*>/iy;

/** A document type with declarations of its own, or any entity declaration, is `unsafe_svg`. */
export function scanSvg(text: string): SvgScan {
  const tags: SvgTag[] = [];
  let position = 0;
  for (;;) {
    const start = text.indexOf('<', position);
    if (start < 0) return { ok: true, tags };
    if (tags.length >= mostTags) return { ok: false, code: 'too_large' };
    const passive = passiveEnd(text, start);
    if (passive === 'unsafe') return { ok: false, code: 'unsafe_svg' };
    if (passive !== undefined) {
      position = passive;
      continue;
    }
    const tag = readTag(text, start);
    if (tag === undefined) return { ok: false, code: 'image_malformed' };
    tags.push(tag);
    position = tag.end;
  }
}

/** Where a comment, CDATA section, processing instruction or plain document type ends; undefined for a tag. */
function passiveEnd(text: string, start: number): number | 'unsafe' | undefined {
  const behind = (opening: string, closing: string): number | undefined => {
    if (!text.startsWith(opening, start)) return undefined;
    const found = text.indexOf(closing, start + opening.length);
    return found < 0 ? text.length : found + closing.length;
  };
  const end = behind('<!--', '-->') ?? behind('<![CDATA[', ']]>') ?? behind('<?', '?>');
  if (end !== undefined) return end;
  if (!text.startsWith('<!', start)) return undefined;
  plainDoctype.lastIndex = start;
  const found = plainDoctype.exec(text);
  return found === null ? 'unsafe' : start + found[0].length;
}

function readTag(text: string, start: number): SvgTag | undefined {
  const closes = text[start + 1] === '/';
  tagName.lastIndex = start + (closes ? 2 : 1);
  const name = tagName.exec(text)?.[0];
  if (name === undefined) return undefined;
  const attributes: SvgAttribute[] = [];
  let position = tagName.lastIndex;
  for (;;) {
    attribute.lastIndex = position;
    const found = closes ? null : attribute.exec(text);
    if (found === null) break;
    const end = attribute.lastIndex;
    if (attributes.length >= mostAttributes) return undefined;
    attributes.push({ name: found[1] ?? '', value: found[2] ?? found[3] ?? '', start: position, end });
    position = end;
  }
  tagEnd.lastIndex = position;
  const closing = tagEnd.exec(text);
  if (closing === null || (closes && closing[1] === '/')) return undefined;
  const kind = closes ? 'close' : closing[1] === '/' ? 'empty' : 'open';
  return { kind, name, attributes, start, end: tagEnd.lastIndex };
}

const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Character data or an attribute value read: the five predefined entities and numbers; undefined for any other. */
export function plainCharacters(written: string): string | undefined {
  let foreign = false;
  const text = written.replaceAll(/&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([A-Za-z]{1,8}))?;?/g, (whole, ...groups) => {
    const [decimal, hexadecimal, name] = groups as (string | undefined)[];
    const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    const character = name === undefined ? characterOf(point) : predefined[name];
    if (character === undefined || !whole.endsWith(';')) foreign = true;
    return character ?? '';
  });
  return foreign ? undefined : text;
}

function characterOf(point: number): string | undefined {
  return Number.isNaN(point) || point === 0 || point > 0x10ffff ? undefined : String.fromCodePoint(point);
}

/** The text between two places: CDATA sections as they are, characters read, comments left out; undefined when neither. */
export function textBetween(text: string, start: number, end: number): string | undefined {
  let read = '';
  let position = start;
  while (position < end) {
    const next = text.indexOf('<', position);
    const stop = next < 0 || next > end ? end : next;
    const plain = plainCharacters(text.slice(position, stop));
    if (plain === undefined) return undefined;
    read += plain;
    if (stop === end) break;
    const passive = passiveEnd(text, stop);
    if (typeof passive !== 'number' || passive > end) return undefined;
    if (text.startsWith('<![CDATA[', stop)) read += text.slice(stop + 9, passive - 3);
    position = passive;
  }
  return read;
}
