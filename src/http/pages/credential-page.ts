// The page of one badge, as an employer sees it: what, for whom, by whom, whether it stands; then what was shown, level
// by level; then the evidence; and a button that checks all of it.
import type { Translator } from '../../platform/messages/translator.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import { achievementKind } from './achievement-kind.ts';
import { credentialFacts } from './credential-facts.ts';
import { evidenceList } from './evidence.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink, renderPage } from './layout.ts';
import { criteriaReached } from './levels.ts';
import { markdown } from './markdown.ts';
import { picture } from './medallion.ts';
import type { CredentialPageView } from './credential-views.ts';

export function renderCredentialPage(view: CredentialPageView): string {
  const t = translatorFor(view.locale);
  const { achievement, issuer } = view;
  const language = achievement.inLanguage ?? view.locale;
  return renderPage(view, {
    title: view.recipientName === undefined ? achievement.name : `${achievement.name} – ${view.recipientName}`,
    description: t.text('badge.description', { name: achievement.name, issuer: issuer.name }),
    kind: 'badge',
    main: html`<article class="wide">
      <header class="hero card">
        ${picture(view.image, achievement.name, t.text('badge.imageAlt', { name: achievement.name }))}
        <div>
          <p class="kind">
            ${achievement.type === undefined ? t.text('badge.kind') : achievementKind(t, achievement.type)}
          </p>
          <h1 lang="${language}" dir="auto">${achievement.name}</h1>
          ${view.recipientName !== undefined && html`<p class="who">${t.text('badge.awardedTo', { name: view.recipientName })}</p>`}
          <p class="by">${t.text('badge.awardedBy', { issuer: issuer.name })}</p>
          ${achievement.description !== undefined && html`<p class="lead" lang="${language}" dir="auto">${achievement.description}</p>`}
        </div>
      </header>
      <div class="columns">
        <div class="side">${standing(view, t)}</div>
        <div class="story">
          ${
            view.results.length > 0 &&
            html`<section>
              <h2>${t.text('badge.shownTitle')}</h2>
              ${view.narrative !== undefined && html`<div class="prose" lang="${language}" dir="auto">${markdown(view.narrative)}</div>`}
              ${criteriaReached(t, view.results, language)}
            </section>`
          }
          <section>
            <h2>${t.text('badge.evidenceTitle')}</h2>
            ${
              view.evidence.length === 0
                ? html`<p>${t.text('badge.noEvidence')}</p>`
                : html`<p class="soft">${t.text('badge.evidenceLead')}</p>
                    ${evidenceList(t, view.evidence)}`
            }
          </section>
          ${
            achievement.criteria !== undefined &&
            html`<section>
              <h2>${t.text('badge.criteriaTitle')}</h2>
              <div class="prose" lang="${language}" dir="auto">${markdown(achievement.criteria)}</div>
            </section>`
          }
          ${more(view, t)}
        </div>
      </div>
    </article>`,
  });
}

/** Whether the badge stands, and the button that finds out. What the institution says is never green: only a check is. */
function standing(view: CredentialPageView, t: Translator): Html {
  const { status } = view;
  return html`<section class="card standing ${status}">
    <h2 class="unseen">${t.text('badge.statusTitle')}</h2>
    <p class="state">${t.text(`badge.${status}`)}</p>
    <p>${t.text(`badge.${status}Says`)}</p>
    ${view.statusSince !== undefined && status !== 'active' && html`<p>${t.text('badge.statusSince', { day: t.day(view.statusSince) })}</p>`}
    ${view.statusReason !== undefined && html`<p>${t.text('badge.statusReason', { reason: view.statusReason })}</p>`}
    <form method="post" action="${pageLink(view, '/verify')}">
      <input type="hidden" name="url" value="${view.url}" /><button class="main">${t.text('badge.verify')}</button>
    </form>
    <p class="soft">${t.text('badge.verifyLead')}</p>
    <p class="paper">${t.text('badge.printAddress', { url: view.url })}</p>
    ${credentialFacts(view, t)}
  </section>`;
}

function more(view: CredentialPageView, t: Translator): Html {
  const { achievement, issuer } = view;
  return html`<section class="more">
    <h2>${t.text('badge.moreTitle')}</h2>
    <ul class="links">
      ${achievement.url !== undefined && html`<li><a href="${pageLink(view, achievement.url)}">${t.text('badge.toAchievement')}</a></li>`}
      ${issuer.url !== undefined && html`<li><a href="${pageLink(view, issuer.url)}">${t.text('badge.toIssuer', { issuer: issuer.name })}</a></li>`}
      <li><a href="${view.jsonUrl}" type="application/vc">${t.text('badge.downloadJson')}</a></li>
    </ul>
  </section>`;
}
