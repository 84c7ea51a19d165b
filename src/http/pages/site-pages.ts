// The first page, the pages of problems, the style sheet, and what programs look for at fixed addresses.
import type { FastifyInstance } from 'fastify';
import { notFound, problems } from '../../kernel/problem.ts';
import type { ProblemSlug, Problem } from '../../kernel/problem.ts';
import { renderHomePage } from './home-page.ts';
import { pageView } from './page-request.ts';
import { renderErrorPage, renderProblemPage } from './problem-page.ts';
import { stylesheet } from './stylesheet.ts';
import type { HomePageView } from './views.ts';
import type { FastifyRequest } from 'fastify';

export interface SiteCases {
  readonly origin: string;
  /** Links to the sample, once it was played. */
  readonly samples: () => Promise<HomePageView['samples']>;
}

const config = { page: true } as const;
const schema = { hide: true } as const;
const html = 'text/html; charset=utf-8';

export function sitePages(app: FastifyInstance, { origin, samples }: SiteCases): void {
  app.get('/', { config, schema }, async (request, reply) => {
    const found = await samples();
    const view = { ...pageView(request, origin), apiDocsUrl: '/docs', ...(found !== undefined && { samples: found }) };
    return reply.type(html).send(renderHomePage(view));
  });
  app.get('/problems/:slug', { config, schema }, async (request, reply) => {
    const { slug } = request.params as { slug: string };
    if (!Object.hasOwn(problems, slug)) throw notFound();
    return reply.type(html).send(renderProblemPage({ ...pageView(request, origin), slug: slug as ProblemSlug }));
  });
  app.get(stylesheet.path, { config, schema }, async (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(stylesheet.text),
  );
  app.get('/robots.txt', { config, schema }, async (_request, reply) =>
    reply.type('text/plain').send('User-agent: *\nDisallow: /credentials/\nDisallow: /verify\n'),
  );
}

/** A problem as a page, for people who followed a link that leads nowhere. */
export function errorPage(origin: string): (problem: Problem, request: FastifyRequest) => string {
  return (problem, request) =>
    renderErrorPage({
      ...pageView(request, origin),
      status: problem.status,
      ...(problem.status >= 500 && { reference: request.id }),
    });
}
