// The badge in an SVG: one element in the namespace of the standard, with a compact JWS in its attribute `verify` or JSON
// in its body (Open Badges 3.0 §5.3.2; Open Badges 2.0 wrote `assertion`, where `verify` may be the hosted address).
import { limits } from '../checks/limits.ts';
import { pictureFailure, svgElements } from './badge-words.ts';
import type { BakedStandard, PictureFailure } from './badge-words.ts';
import { plainCharacters, scanSvg, textBetween } from './svg-scan.ts';
import type { SvgAttribute, SvgTag } from './svg-scan.ts';

export interface SvgBadge {
  readonly ok: true;
  readonly standard: BakedStandard;
  readonly text: string;
}

export interface SvgPicture {
  readonly ok: true;
  readonly text: string;
  /** The start tag of <svg>. */
  readonly root: SvgTag;
  readonly badges: readonly BadgeElement[];
}

export interface BadgeElement {
  readonly standard: BakedStandard;
  readonly tag: SvgTag;
  /** Where its body ends and where the whole element ends; the same place when it has no body. */
  readonly bodyEnd: number;
  readonly end: number;
}

const deepest = 256;
const svgNamespace = 'http://www.w3.org/2000/svg';

/** Whether bytes begin like an SVG: white space, a declaration, comments or a document type, then <svg>. */
export function looksLikeSvg(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096))
    .toString('utf8')
    .replace(/^\ufeff/, '');
  return /^\s*<(?:\?xml|!--|!DOCTYPE|(?:[A-Za-z][\w.-]*:)?svg[\s/>])/i.test(start);
}

export function readSvgBadge(bytes: Uint8Array): SvgBadge | PictureFailure {
  const picture = readSvg(bytes);
  if (!picture.ok) return picture;
  const [badge, second] = picture.badges;
  if (badge === undefined) return pictureFailure('no_badge_data');
  if (second !== undefined) return pictureFailure('ambiguous_badge_data');
  const body = textBetween(picture.text, badge.tag.end, badge.bodyEnd)?.trim();
  const attribute = badge.tag.attributes.find(({ name }) => name === 'verify');
  const verify = attribute === undefined ? '' : plainCharacters(attribute.value)?.trim();
  if (body === undefined || verify === undefined) return pictureFailure('unsafe_svg');
  return textOf(badge.standard, verify, body);
}

/**
 * Open Badges 2.0 may say the same twice, as an address and as a document, and there what lies at the address counts; later
 * standards say it once.
 */
function textOf(standard: BakedStandard, verify: string, body: string): SvgBadge | PictureFailure {
  if (standard !== 'ob2' && verify !== '' && body !== '') return pictureFailure('ambiguous_badge_data');
  const text = verify === '' ? body : verify;
  if (text === '') return pictureFailure('no_badge_data');
  if (Buffer.byteLength(text) > limits.recordBytes) return pictureFailure('too_large');
  return { ok: true, standard, text };
}

/** The picture as text with the places of its badges; nothing in it is rendered or loaded. */
export function readSvg(bytes: Uint8Array): SvgPicture | PictureFailure {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return pictureFailure('invalid_utf8');
  }
  const scan = scanSvg(text);
  return scan.ok ? findBadges(text, scan.tags) : pictureFailure(scan.code);
}

interface Open {
  readonly name: string;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly badge: { readonly standard: BakedStandard; readonly tag: SvgTag } | undefined;
}

function findBadges(text: string, tags: readonly SvgTag[]): SvgPicture | PictureFailure {
  const [root] = tags;
  const badges: BadgeElement[] = [];
  const open: Open[] = [];
  for (const tag of tags) {
    if (tag.kind === 'close') {
      const last = open.pop();
      if (last?.name !== tag.name) return pictureFailure('image_malformed');
      if (last.badge !== undefined) badges.push({ ...last.badge, bodyEnd: tag.start, end: tag.end });
      continue;
    }
    // A second root, too deep, or an element inside a badge: nothing that a badge picture has.
    const outside = open.length === 0 && tag !== root;
    if (outside || open.length >= deepest || open.at(-1)?.badge !== undefined) return pictureFailure('image_malformed');
    const namespaces = withDeclared(open.at(-1)?.namespaces ?? new Map(), tag.attributes);
    if (namespaces === undefined || hasRepeated(tag.attributes)) return pictureFailure('image_malformed');
    const [prefix, local] = splitName(tag.name);
    const namespace = namespaces.get(prefix);
    if (tag === root && (local !== 'svg' || (namespace ?? svgNamespace) !== svgNamespace)) {
      return pictureFailure('image_malformed');
    }
    const standard = svgElements.get(`${namespace ?? ''} ${local}`);
    const badge = standard === undefined ? undefined : { standard, tag };
    if (tag.kind === 'open') open.push({ name: tag.name, namespaces, badge });
    else if (badge !== undefined) badges.push({ ...badge, bodyEnd: tag.end, end: tag.end });
  }
  if (root === undefined || open.length > 0) return pictureFailure('image_malformed');
  return { ok: true, text, root, badges };
}

function withDeclared(
  outer: ReadonlyMap<string, string>,
  attributes: readonly SvgAttribute[],
): ReadonlyMap<string, string> | undefined {
  const declared = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  const namespaces = new Map(outer);
  for (const { name, value } of declared) {
    const namespace = plainCharacters(value);
    if (namespace === undefined) return undefined;
    namespaces.set(name.slice('xmlns:'.length), namespace);
  }
  return namespaces;
}

function hasRepeated(attributes: readonly SvgAttribute[]): boolean {
  return new Set(attributes.map(({ name }) => name)).size < attributes.length;
}

function splitName(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}
