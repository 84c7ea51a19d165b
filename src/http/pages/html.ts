// The template that all pages are written with. Every value is escaped for the place it stands in; an address that
// could run script is refused; nothing in a text turns the direction of writing or stands there unseen; a value in a place that cannot be made safe stops the page while it is being written.
import { plainText } from '../../kernel/plain-text.ts';

const brand = Symbol('html');

/** Markup that may stand in a page as it is: made by `html`, or one of our own constants through `raw`. */
export interface Html {
  readonly [brand]: true;
  readonly markup: string;
}

/** What may be put into a template. `undefined`, `null`, `false` and '' leave nothing behind. */
export type HtmlValue = Html | string | number | undefined | null | false | readonly HtmlValue[];

type Place = 'text' | 'attribute' | 'link' | 'image';

const URL_ATTRIBUTES = new Set(['href', 'action', 'formaction', 'cite', 'src', 'poster', 'data', 'xlink:href']);

/** A template is a constant of the program, so its places are worked out once. */
const placesOf = new WeakMap<TemplateStringsArray, readonly Place[]>();

/** Writes markup: `html\`<p title="${title}">${text}</p>\``. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let places = placesOf.get(strings);
  if (places === undefined) {
    places = findPlaces(strings);
    placesOf.set(strings, places);
  }
  let markup = strings[0] ?? '';
  for (const [index, value] of values.entries()) {
    markup += written(value, places[index] ?? 'attribute') + (strings[index + 1] ?? '');
  }
  return { [brand]: true, markup };
}

/** Markup as it is. Only for constants of this program, never for anything that came from outside. */
export function raw(markup: string): Html {
  return { [brand]: true, markup };
}

/** Text that means itself in HTML, between tags and inside a quoted attribute. NUL and lone surrogates become U+FFFD. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"'`\0]|\p{Surrogate}/gu, (character) => ENTITIES[character] ?? '\uFFFD');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/**
 * An address that is safe to follow, or `#`. Safe are http, https and addresses on this site; for pictures only this
 * site and `data:` with an image type, because a picture from elsewhere would tell that site who is looking.
 */
export function safeUrl(address: string, use: 'link' | 'image' = 'link'): string {
  // Browsers drop blanks and control characters before they read the scheme (WHATWG URL §4.4): refuse them all.
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  if (/[\u0000-\u0020\u007f\\]/.test(address)) return '#';
  if (/^(?:\/(?!\/)|[?#])/.test(address)) return address;
  if (use === 'link') return /^https?:\/\/[^/]/i.test(address) ? address : '#';
  return /^data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/i.test(address) ? address : '#';
}

function written(value: HtmlValue, place: Place): string {
  if (value === undefined || value === null || value === false) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') {
    // In attributes stands what is sent back or followed, which stays as it is; what is read is in the text.
    if (place === 'text') return escapeHtml(plainText(value));
    return escapeHtml(place === 'attribute' ? value : safeUrl(value, place));
  }
  if (isHtml(value)) {
    if (place !== 'text') throw new Error('Markup cannot stand inside an attribute');
    return value.markup;
  }
  return value.map((item) => written(item, place)).join('');
}

function isHtml(value: Html | readonly HtmlValue[]): value is Html {
  return brand in value;
}

/** Where each value of a template stands. Throws for a place where escaping is not enough. */
function findPlaces(strings: TemplateStringsArray): readonly Place[] {
  let before = '';
  return strings.slice(0, -1).map((part) => {
    before += part;
    const place = placeAfter(before);
    before += 'x';
    return place;
  });
}

function placeAfter(before: string): Place {
  if (/<(script|style)\b[^>]*>(?:(?!<\/\1).)*$/is.test(before))
    throw new Error('No value may stand in a script or style');
  const tag = before.slice(before.lastIndexOf('<'));
  if (/^<[^"]*(?:"[^"]*"[^"]*)*>/.test(tag) || !tag.startsWith('<')) return 'text';
  const open = /\s([a-z][a-z0-9:-]*)="([^"]*)$/i.exec(tag);
  if (open === null) throw new Error('A value in a tag must stand in a quoted attribute');
  const name = (open[1] ?? '').toLowerCase();
  if (/^on|^(?:style|srcset|srcdoc)$/.test(name)) throw new Error(`No value may stand in the attribute ${name}`);
  // With something constant before it, such as `/credentials/`, the address is already known to stay on this site.
  if (!URL_ATTRIBUTES.has(name) || open[2] !== '') return 'attribute';
  return name === 'src' ? 'image' : 'link';
}
