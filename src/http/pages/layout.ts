// The frame of every page: head, skip link, header with the language switch, main, footer. No script, no request but
// for the style sheet, which is ours and cached for ever.
import { languageNames, locales } from '../../platform/messages/locale.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { tabIcon, wordmark } from './logo.ts';
import { stylesheet } from './stylesheet.ts';
import type { PageView } from './views.ts';

/**
 * The policy under which the pages are served (CSP Level 3): our style sheet, pictures of ours or inside the page,
 * forms to ourselves, nothing else. The door adds it to every page.
 */
export const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface PageParts {
  /** What the tab and a search result say; the name of the site is added. */
  readonly title: string;
  readonly description: string;
  /** Names the kind of page for the style sheet, such as `badge`. */
  readonly kind: string;
  readonly main: Html;
  /** Where the language switch leads when `?lang=` at this very address would lose what is shown (after a POST). */
  readonly languageForm?: Readonly<Record<string, string>>;
}

/** A whole HTML document. */
export function renderPage(view: PageView, parts: PageParts): string {
  const t = translatorFor(view.locale);
  const page = html`<html lang="${view.locale}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${parts.title} · Waymark</title>
      <meta name="description" content="${parts.description}" />
      ${view.noindex === true && html`<meta name="robots" content="noindex" />`}
      <meta name="color-scheme" content="light dark" />
      ${tabIcon}
      <link rel="stylesheet" href="${stylesheet.path}" />
    </head>
    <body class="${parts.kind}">
      <a class="skip" href="#main">${t.text('layout.skip')}</a>
      <header class="top">
        <div class="wide">
          <a class="home" href="${pageLink(view, '/')}" aria-label="${t.text('layout.home')}">${wordmark}</a>
          <nav aria-label="${t.text('layout.navigation')}">
            <a href="${pageLink(view, '/verify')}">${t.text('layout.verify')}</a>
          </nav>
          ${languageSwitch(view, t, parts.languageForm)}
        </div>
        ${view.localSample === true && sampleBanner(view, t)}
      </header>
      <main id="main" tabindex="-1">${parts.main}</main>
      <footer class="foot">
        <div class="wide">
          <p>${t.text('layout.motto')}</p>
          <p>${t.text('layout.promise')}</p>
        </div>
      </footer>
    </body>
  </html> `;
  return `<!doctype html>\n${page.markup}`;
}

function sampleBanner(view: PageView, t: Translator): Html {
  return html`<p class="sample"><span class="wide">${t.text('layout.localSample', { origin: view.origin })}</span></p>`;
}

/** An address on this site that keeps the language which the person chose. */
export function pageLink(view: PageView, path: string): string {
  if (view.languageChosen !== true) return path;
  const [address = '', fragment] = path.split('#', 2);
  const query = `${address.includes('?') ? '&' : '?'}lang=${view.locale}`;
  return `${address}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** The form that sends what was sent once more; other buttons of the page may belong to it, so that it is there once. */
export const AGAIN = 'again';

function languageSwitch(view: PageView, t: Translator, form: PageParts['languageForm']): Html {
  const others = locales.filter((locale) => locale !== view.locale);
  if (form === undefined) {
    return html`<nav class="lang" aria-label="${t.text('layout.language')}">
      ${others.map(
        (locale) => html`<a href="?lang=${locale}" hreflang="${locale}" lang="${locale}">${languageNames[locale]}</a>`,
      )}
    </nav>`;
  }
  return html`<nav class="lang" aria-label="${t.text('layout.language')}">
    <form method="post" id="${AGAIN}">
      ${Object.entries(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${others.map(
        (locale) =>
          html`<button class="plain" formaction="?lang=${locale}" lang="${locale}">${languageNames[locale]}</button>`,
      )}
    </form>
  </nav>`;
}

/** A link that may lead away from this site: it takes no credit and tells nothing. */
export function outsideLink(t: Translator, address: string, label: string): Html {
  if (!/^https?:/i.test(address)) return html`<a href="${address}">${label}</a>`;
  return html`<a href="${address}" rel="nofollow noopener"
    >${label}<span class="unseen"> (${t.text('layout.opensElsewhere')})</span></a
  >`;
}
