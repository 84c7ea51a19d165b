// The first page: what Waymark is, a box for those who were sent a badge, and the trail that a badge has come.
import { translatorFor } from '../../platform/messages/translator.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink, renderPage } from './layout.ts';
import { verifyForm } from './verify-form.ts';
import type { HomePageView } from './views.ts';

export function renderHomePage(view: HomePageView): string {
  const t = translatorFor(view.locale);
  return renderPage(view, {
    title: t.text('home.title'),
    description: t.text('home.description'),
    kind: 'first',
    main: html`<div class="wide">
      <div class="pitch">
        <div>
          <h1>${t.text('home.title')}</h1>
          <p class="lead">${t.text('home.lead')}</p>
        </div>
        <section>
          <h2>${t.text('home.verifyTitle')}</h2>
          <p>${t.text('home.verifyLead')}</p>
          ${verifyForm(view, t, { linkOnly: true })}
        </section>
      </div>
      <section>
        <h2>${t.text('home.trailTitle')}</h2>
        ${trail(t)}
      </section>
      <div class="pair">
        ${samples(view, t)}
        <section>
          <h2>${t.text('home.developersTitle')}</h2>
          <p>${t.text('home.developersLead')}</p>
          <p><a href="${view.apiDocsUrl}">${t.text('home.apiDocs')}</a></p>
        </section>
      </div>
    </div>`,
  });
}

function trail(t: Translator): Html {
  const steps = [
    ['home.step1', 'home.step1More'],
    ['home.step2', 'home.step2More'],
    ['home.step3', 'home.step3More'],
    ['home.step4', 'home.step4More'],
    ['home.step5', 'home.step5More'],
  ] as const;
  return html`<ol class="trail">
    ${steps.map(([step, more]) => html`<li><strong>${t.text(step)}</strong><span>${t.text(more)}</span></li>`)}
  </ol>`;
}

function samples(view: HomePageView, t: Translator): Html | undefined {
  const { badge, achievement, institution } = view.samples ?? {};
  if (badge === undefined && achievement === undefined && institution === undefined) return undefined;
  const link = (address: string | undefined, label: string): Html | undefined =>
    address === undefined ? undefined : html`<li><a href="${pageLink(view, address)}">${label}</a></li>`;
  return html`<section>
    <h2>${t.text('home.samplesTitle')}</h2>
    <ul class="links">
      ${link(badge, t.text('home.sampleBadge'))}${link(achievement, t.text('home.sampleAchievement'))}${link(institution, t.text('home.sampleInstitution'))}
    </ul>
  </section>`;
}
