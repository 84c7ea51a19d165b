// The page of an institution: who it is, the identifiers it signs under, and what can be earned there.
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import { achievementKind } from './achievement-kind.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { outsideLink, pageLink, renderPage } from './layout.ts';
import { picture } from './medallion.ts';
import type { InstitutionPageView } from './catalog-views.ts';

export function renderInstitutionPage(view: InstitutionPageView): string {
  const t = translatorFor(view.locale);
  return renderPage(view, {
    title: view.name,
    description: t.text('institution.description', { name: view.name }),
    kind: 'institution',
    main: html`<article class="wide">
      <header class="hero card">
        ${picture(view.image, view.name)}
        <div>
          <p class="kind">${t.text('institution.kind')}</p>
          <h1>${view.name}</h1>
          ${view.place !== undefined && html`<p class="by">${view.place}</p>`}
          ${view.description !== undefined && html`<p class="lead">${view.description}</p>`}
          ${view.url !== undefined && html`<p>${outsideLink(t, view.url, view.url.replace(/^https?:\/\//, '').replace(/\/$/, ''))}</p>`}
        </div>
      </header>
      <section>
        <h2>${t.text('institution.achievementsTitle')}</h2>
        ${achievements(view, t)}
      </section>
      <section>
        <h2>${t.text('institution.issuersTitle')}</h2>
        ${issuers(view, t)}
      </section>
    </article>`,
  });
}

function achievements(view: InstitutionPageView, t: Translator): Html {
  if (view.achievements.length === 0) return html`<p>${t.text('institution.noAchievements')}</p>`;
  return html`<p class="soft">${t.text('institution.count', { count: view.achievements.length })}</p>
    <ul class="tiles">
      ${view.achievements.map(
        (each) =>
          html`<li class="card">
            ${picture(each.image, each.name)}
            <div>
              ${each.type !== undefined && html`<p class="kind">${achievementKind(t, each.type)}</p>`}
              <h3><a href="${pageLink(view, each.url)}">${each.name}</a></h3>
              <p>${each.description}</p>
            </div>
          </li>`,
      )}
    </ul>`;
}

function issuers(view: InstitutionPageView, t: Translator): Html {
  if (view.issuers.length === 0) return html`<p>${t.text('institution.noIssuers')}</p>`;
  return html`<p class="soft">${t.text('institution.issuersLead')}</p>
    <ul class="tiles">
      ${view.issuers.map(
        (each) =>
          html`<li class="card">
            <div>
              <h3>${each.url === undefined ? each.name : outsideLink(t, each.url, each.name)}</h3>
              ${each.description !== undefined && html`<p>${each.description}</p>`}
              <p class="soft">${t.text('institution.did')}</p>
              <p><code>${each.did}</code></p>
            </div>
          </li>`,
      )}
    </ul>`;
}
