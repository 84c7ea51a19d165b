// The mark of Waymark: a double blaze, the two painted strokes by which a trail says “the way goes on, turn here”.
import type { Html } from './html.ts';
import { html, raw } from './html.ts';

/** Drawn in the current colour, so that it follows the text it stands beside. */
const blazeMark: Html = raw(
  '<svg class="mark" viewBox="0 0 24 32" width="24" height="32" aria-hidden="true" focusable="false">' +
    '<rect x="3" y="13" width="8" height="18" rx="1.6" fill="currentColor"/>' +
    '<rect class="lit" x="13" y="1" width="8" height="18" rx="1.6"/></svg>',
);

export const wordmark: Html = html`${blazeMark}<span>Waymark</span>`;

/** The mark by itself, as a file. */
export const markDrawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#173f57"/>' +
  '<rect x="8" y="13" width="7" height="14" rx="1.5" fill="#fff"/>' +
  '<rect x="17" y="5" width="7" height="14" rx="1.5" fill="#f0a64b"/></svg>';

/** The icon of the browser tab, inside the page so that it needs no request. */
export const tabIcon: Html = raw(`<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(markDrawing)}">`);
