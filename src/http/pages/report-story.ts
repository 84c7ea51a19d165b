// What the verified document says: about whom, by whom, for what, at which levels, on which evidence, until when. Its
// heading says how far it may be believed.
import type { MessageKey } from '../../platform/messages/message-tables.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { claimed } from './claimed.ts';
import { evidenceList } from './evidence.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { criteriaReached } from './levels.ts';
import { markdown } from './markdown.ts';
import { fact, reportFacts } from './report-facts.ts';
import { isSigned, olderBasis } from './report-kind.ts';
import type { ReportCredentialView, ReportView } from './credential-views.ts';
import type { PageView } from './views.ts';

export function reportStory(view: PageView, credential: ReportCredentialView, report: ReportView, t: Translator): Html {
  const { outcome } = report;
  const warning = caution(report);
  return html`<section>
      <h2>${t.text(outcome === 'valid' ? 'verify.saysTitle' : 'verify.claimsTitle')}</h2>
      ${warning !== undefined && html`<p class="note ${outcome === 'invalid' ? 'wrong' : 'unsure'}">${t.text(warning)}</p>`}
      ${reportFacts(view, credential, report, t)} ${warnings(report, t)}
    </section>
    ${
      outcome === 'invalid'
        ? html`<details class="claims">
            <summary>${t.text('verify.showClaims')}</summary>
            ${particulars(credential, t)}
          </details>`
        : particulars(credential, t)
    }`;
}

/** What was passed over without deciding anything. */
function warnings({ warnings: codes = [] }: ReportView, t: Translator): Html | undefined {
  if (codes.length === 0) return undefined;
  return html`<div class="worth">
    <h3>${t.text('verify.warningsTitle')}</h3>
    <ul>
      ${codes.map((code) => {
        const [check = '', word = ''] = code.split(':', 2);
        return html`<li>${t.check(check, 'unknown', word).says}</li>`;
      })}
    </ul>
  </div>`;
}

/** Levels, evidence, criteria. What is not valid keeps them folded: they should not persuade anybody at a glance. */
function particulars(credential: ReportCredentialView, t: Translator): Html {
  const { achievement, results, evidence, comment, scores = [] } = credential;
  const language = achievement.inLanguage ?? t.locale;
  const shown = results.length > 0 || scores.length > 0 || credential.narrative !== undefined;
  return html`${comment !== undefined && html`<blockquote lang="${language}" dir="auto">${comment}</blockquote>`}
  ${
    shown &&
    html`<section>
      <h2>${t.text('verify.shownTitle')}</h2>
      ${credential.narrative !== undefined && html`<div class="prose" lang="${language}" dir="auto">${markdown(credential.narrative)}</div>`}
      ${results.length > 0 && criteriaReached(t, results, language)}
      ${
        scores.length > 0 &&
        html`<dl class="facts scores">
          ${scores.map(({ name, value }) => fact(name === '' ? t.text('verify.result') : claimed(name), html`${claimed(value)}`))}
        </dl>`
      }
    </section>`
  }
  ${
    evidence.length > 0 &&
    html`<section>
      <h2>${t.text('verify.evidenceTitle')}</h2>
      ${evidenceList(t, evidence)}
    </section>`
  }
  ${
    achievement.criteria !== undefined &&
    html`<section>
      <h2>${t.text('verify.criteria')}</h2>
      <div class="prose" lang="${language}" dir="auto">${markdown(achievement.criteria)}</div>
    </section>`
  }`;
}

/** How far what it claims may be believed. */
function caution(report: ReportView): MessageKey | undefined {
  const { outcome } = report;
  if (outcome === 'valid') return undefined;
  if (olderBasis(report) !== undefined) return 'verify.claimsOlder';
  if (outcome === 'indeterminate') return 'verify.claimsUnsure';
  return isSigned(report) ? 'verify.claimsSigned' : 'verify.claimsUnconfirmed';
}
