// What every page reads from its request: the language, and whether a person or a program asks.
import type { FastifyRequest } from 'fastify';
import { negotiateLocale } from '../../platform/messages/locale.ts';
import type { PageView } from './views.ts';

/** The part of a view that is the same for all pages. */
export function pageView(request: FastifyRequest, origin: string): PageView {
  const query = request.query as { lang?: unknown } | undefined;
  const body = request.body as { lang?: unknown } | null | undefined;
  const chosen = [query?.lang, body?.lang].find((value): value is string => typeof value === 'string');
  return {
    locale: negotiateLocale(request.headers['accept-language'], chosen),
    origin,
    ...(chosen !== undefined && { languageChosen: true }),
    ...(isLocal(origin) && { localSample: true }),
  };
}

/** Whether a page at this origin can only be seen on this computer. */
function isLocal(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin);
}

/** Whether the caller would rather have a page than a document (RFC 9110 §12.5.1). `otherwise` decides without a wish. */
export function prefersPage(request: FastifyRequest, otherwise: 'page' | 'document' = 'document'): boolean {
  let page = 0;
  let document = 0;
  for (const part of (request.headers.accept ?? '').slice(0, 1_000).split(',')) {
    const [type = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(parameters.find((text) => text.includes('q=')) ?? '')?.[1];
    const quality = weight === undefined ? 1 : Number(weight);
    if (type.startsWith('text/html') || type.startsWith('application/xhtml')) page = Math.max(page, quality);
    else if (/^application\/(vc|ld\+json|json|vc\+ld\+json)$/.test(type)) document = Math.max(document, quality);
  }
  return page === document ? otherwise === 'page' : page > document;
}
