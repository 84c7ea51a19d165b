// The page that a problem's `type` leads to (RFC 9457 §3.1.1), and the pages for people when something went wrong.
import { problems } from '../../kernel/problem.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import { html } from './html.ts';
import { pageLink, renderPage } from './layout.ts';
import type { ErrorPageView, ProblemPageView } from './views.ts';

export function renderProblemPage(view: ProblemPageView): string {
  const t = translatorFor(view.locale);
  const { slug, origin } = view;
  const { title, explains, toDo } = t.problem(slug);
  const { status } = problems[slug];
  const type = `${origin}/problems/${slug}`;
  const example = JSON.stringify({ type, title: problems[slug].title, status, detail: '…' }, null, 2);
  return renderPage(view, {
    title,
    description: t.text('errors.problemDescription', { title }),
    kind: 'problem',
    main: html`<article class="narrow">
      <p class="kind">${t.text('errors.problemKind')}</p>
      <h1>${title}</h1>
      <dl class="facts">
        <div>
          <dt>${t.text('errors.statusCode')}</dt>
          <dd>${status}</dd>
        </div>
        <div>
          <dt>${t.text('errors.problemType')}</dt>
          <dd><code>${type}</code></dd>
        </div>
      </dl>
      <section>
        <h2>${t.text('errors.means')}</h2>
        <p>${explains}</p>
      </section>
      <section>
        <h2>${t.text('errors.toDo')}</h2>
        <p>${toDo}</p>
      </section>
      <section>
        <h2>${t.text('errors.shape')}</h2>
        <p>${t.text('errors.shapeLead')}</p>
        <pre tabindex="0"><code>${example}</code></pre>
      </section>
    </article>`,
  });
}

export function renderErrorPage(view: ErrorPageView): string {
  const t = translatorFor(view.locale);
  const { status, reference } = view;
  const kind = kindOf(status);
  const title = t.text(`errors.${kind}Title`);
  return renderPage(
    { ...view, noindex: true },
    {
      title,
      description: t.text(`errors.${kind}Lead`),
      kind: 'error',
      main: html`<div class="narrow lost">
        <p class="kind">${t.text('errors.status', { status: String(status) })}</p>
        <h1>${title}</h1>
        <p class="lead">${t.text(`errors.${kind}Lead`)}</p>
        ${reference !== undefined && html`<p class="soft">${t.text('errors.reference', { reference })}</p>`}
        <ul class="links">
          <li><a href="${pageLink(view, '/verify')}">${t.text('errors.goVerify')}</a></li>
          <li><a href="${pageLink(view, '/')}">${t.text('errors.goHome')}</a></li>
        </ul>
      </div>`,
    },
  );
}

function kindOf(status: number): 'notFound' | 'tooMany' | 'request' | 'server' {
  if (status === 404 || status === 410) return 'notFound';
  if (status === 429) return 'tooMany';
  return status < 500 ? 'request' : 'server';
}
