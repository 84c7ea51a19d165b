// A page about a badge usually says where the badge itself lies: a link to a credential in its head or its text. Only that
// link is taken from the page; nothing of what the page says is believed.

/** Media types under which a credential may be linked, the most telling first. */
const mediaTypes: readonly string[] = [
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/ld+json',
  'application/json',
];

const MOST_BYTES = 512 * 1024;
const MOST_LINKS = 500;

/** The absolute URL of the credential that a page links to, or undefined. `pageUrl` is where the page was read. */
export function credentialLink(html: Uint8Array | string, pageUrl: string): string | undefined {
  const text = (typeof html === 'string' ? html : Buffer.from(html.subarray(0, MOST_BYTES)).toString('utf8')).slice(
    0,
    MOST_BYTES,
  );
  const found = new Map<string, string>();
  let links = 0;
  for (const [tag] of text.matchAll(/<(?:link|a)\s[^<>]{1,4000}>/gi)) {
    links += 1;
    if (links > MOST_LINKS) break;
    const type = attribute(tag, 'type')?.toLowerCase();
    const href = attribute(tag, 'href');
    if (type === undefined || href === undefined || !mediaTypes.includes(type) || found.has(type)) continue;
    const isOther = tag.toLowerCase().startsWith('<link') && !/\balternate\b/i.test(attribute(tag, 'rel') ?? '');
    const url = isOther || !URL.canParse(href, pageUrl) ? undefined : new URL(href, pageUrl).href;
    if (url !== undefined) found.set(type, url);
  }
  return mediaTypes.map((type) => found.get(type)).find((url) => url !== undefined);
}

function attribute(tag: string, name: string): string | undefined {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag) ?? [];
  const value = double ?? single ?? bare;
  return value?.replaceAll('&amp;', '&').trim();
}
