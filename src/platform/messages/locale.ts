// Which language a person is answered in: what they chose, else what their browser prefers, else English.
// Implements the lookup of RFC 4647 §3.4 over the Accept-Language header of RFC 9110 §12.5.4.

export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];

/** Each language by its own name, as a reader of that language looks for it. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', es: 'Español' };

/** No browser sends more; what a stranger sends beyond this is not read. */
const MOST_CHARACTERS = 1_000;

/**
 * The language to answer in.
 * @param acceptLanguage the header as received, or undefined
 * @param override what the person chose by `?lang=`; an unknown language is as good as none
 */
export function negotiateLocale(acceptLanguage: string | undefined, override?: string): Locale {
  const chosen = localeOf(override ?? '');
  if (chosen !== undefined) return chosen;
  let best: Locale = 'en';
  let bestQuality = 0;
  for (const part of (acceptLanguage ?? '').slice(0, MOST_CHARACTERS).split(',')) {
    const [range = '', ...parameters] = part.split(';');
    const locale = range.trim() === '*' ? 'en' : localeOf(range);
    const quality = qualityOf(parameters);
    // Of equals the first one stays: browsers list by preference.
    if (locale !== undefined && quality > bestQuality) {
      best = locale;
      bestQuality = quality;
    }
  }
  return best;
}

/** `es-MX` is answered in `es`: the primary language subtag decides (RFC 4647 §3.4). */
function localeOf(range: string): Locale | undefined {
  const primary = range.trim().toLowerCase().split('-', 1)[0];
  return locales.find((locale) => locale === primary);
}

function qualityOf(parameters: readonly string[]): number {
  const weight = parameters.map((text) => text.trim().toLowerCase()).find((text) => text.startsWith('q='));
  if (weight === undefined) return 1;
  return /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(weight) ? Number(weight.slice(2)) : 0;
}
