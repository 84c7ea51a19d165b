// The page of an achievement: what it takes. The rubric is the whole one, word for word as assessors use it.
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import { achievementKind } from './achievement-kind.ts';
import { requirementList } from './evidence-requirements.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { outsideLink, pageLink, renderPage } from './layout.ts';
import { markdown } from './markdown.ts';
import { picture } from './medallion.ts';
import { rubricTable } from './rubric-grid.ts';
import type { AchievementPageView } from './catalog-views.ts';

export function renderAchievementPage(view: AchievementPageView): string {
  const t = translatorFor(view.locale);
  const { issuer, rubric } = view;
  const language = view.inLanguage ?? view.locale;
  return renderPage(view, {
    title: view.name,
    description: t.text('achievement.description', { name: view.name, issuer: issuer.name }),
    kind: 'achievement',
    main: html`<article class="wide">
      <header class="hero card">
        ${picture(view.image, view.name, t.text('badge.imageAlt', { name: view.name }))}
        <div>
          <p class="kind">${view.type === undefined ? t.text('achievement.kind') : achievementKind(t, view.type)}</p>
          <h1 lang="${language}">${view.name}</h1>
          <p class="by">
            ${issuer.url === undefined ? t.text('achievement.awardedBy', { issuer: issuer.name }) : html`<a href="${pageLink(view, issuer.url)}">${t.text('achievement.awardedBy', { issuer: issuer.name })}</a>`}
          </p>
          <p class="lead" lang="${language}">${view.description}</p>
        </div>
      </header>
      ${view.state !== 'published' && html`<p class="note unsure">${t.text(`achievement.${view.state}`)}</p>`}
      <section>
        <h2>${t.text('achievement.rubricTitle')}</h2>
        <p class="soft">${t.text('achievement.rubricLead')}</p>
        ${rubric.description !== undefined && html`<p lang="${language}">${rubric.description}</p>`}${rubricTable(t, { ...rubric, language })}
      </section>
      <div class="columns">
        <div class="side">${facts(view, t)}${versions(view, t)}</div>
        <div class="story">
          ${
            view.evidenceRequirements.length > 0 &&
            html`<section>
              <h2>${t.text('achievement.evidenceTitle')}</h2>
              ${requirementList(t, view.evidenceRequirements)}
            </section>`
          }
          ${
            view.criteria !== undefined &&
            html`<section>
              <h2>${t.text('achievement.criteriaTitle')}</h2>
              <div class="prose" lang="${language}">${markdown(view.criteria)}</div>
            </section>`
          }
          ${
            view.prerequisites.length > 0 &&
            html`<section>
              <h2>${t.text('achievement.prerequisitesTitle')}</h2>
              <ul class="links">
                ${view.prerequisites.map((each) => html`<li>${each.url === undefined ? each.name : html`<a href="${pageLink(view, each.url)}">${each.name}</a>`}</li>`)}
              </ul>
            </section>`
          }
          ${
            view.alignments.length > 0 &&
            html`<section>
              <h2>${t.text('achievement.alignmentTitle')}</h2>
              <ul class="links">
                ${view.alignments.map((each) => html`<li>${outsideLink(t, each.url, each.name)} <span class="soft">${[each.framework, each.code].filter((part) => part !== undefined).join(' · ')}</span></li>`)}
              </ul>
            </section>`
          }
        </div>
      </div>
    </article>`,
  });
}

function facts(view: AchievementPageView, t: Translator): Html {
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t.text('achievement.credits'), view.credits === undefined ? undefined : t.number(view.credits)],
    [t.text('achievement.field'), view.fieldOfStudy],
    [t.text('achievement.language'), view.inLanguage === undefined ? undefined : t.language(view.inLanguage)],
    [
      t.text('achievement.validFor'),
      view.validForMonths === undefined
        ? t.text('achievement.forEver')
        : t.text('achievement.months', { months: view.validForMonths }),
    ],
    [t.text('achievement.tags'), view.tags?.join(', ')],
  ];
  return html`<section>
    <h2>${t.text('achievement.factsTitle')}</h2>
    <dl class="facts">
      ${rows.map(
        ([name, value]) =>
          value !== undefined &&
          value !== '' &&
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function versions(view: AchievementPageView, t: Translator): Html {
  return html`<section>
    <h2>${t.text('achievement.versionsTitle')}</h2>
    <ul class="links">
      ${view.versions.map((each) => {
        const label = t.text('layout.version', { version: each.version });
        return html`<li>
          ${each.version === view.version ? html`<span aria-current="page">${label} – ${t.text('achievement.thisVersion')}</span>` : html`<a href="${pageLink(view, each.url)}">${label}</a>`}${
            each.publishedOn !== undefined &&
            html` <span class="soft">${t.text('achievement.publishedOn', { day: t.day(each.publishedOn) })}</span>`
          }
        </li>`;
      })}${view.jsonUrl !== undefined && html`<li><a href="${view.jsonUrl}">${t.text('achievement.json')}</a></li>`}
    </ul>
  </section>`;
}
