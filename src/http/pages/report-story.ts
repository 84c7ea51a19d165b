// What the verified document says: about whom, by whom, for what, at which levels, on which evidence, until when. Its
// heading says how far it may be believed.
import type { MessageKey } from '../../platform/messages/message-tables.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { evidenceList } from './evidence.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { outsideLink, pageLink } from './layout.ts';
import { criteriaReached } from './levels.ts';
import { markdown } from './markdown.ts';
import { recipient } from './recipient.ts';
import { issuerBlock } from './report-issuer.ts';
import { isSigned, olderBasis } from './report-kind.ts';
import { statusLine } from './report-status.ts';
import type { ReportCredentialView, ReportView, SkillView } from './credential-views.ts';
import type { PageView } from './views.ts';

export function reportStory(view: PageView, credential: ReportCredentialView, report: ReportView, t: Translator): Html {
  const { achievement } = credential;
  const { outcome } = report;
  const { skills = [] } = credential;
  // A presentation is made for one moment: it is neither awarded nor withdrawn.
  const isFolder = report.kind === 'presentation';
  const warning = caution(report);
  const status = statusLine(report, t);
  return html`<section>
      <h2>${t.text(outcome === 'valid' ? 'verify.saysTitle' : 'verify.claimsTitle')}</h2>
      ${warning !== undefined && html`<p class="note ${outcome === 'invalid' ? 'wrong' : 'unsure'}">${t.text(warning)}</p>`}
      <dl class="facts">
        ${
          achievement.name !== '' &&
          fact(
            t.text('verify.what'),
            html`<strong>${achievement.name}</strong
              >${achievement.description !== undefined && html`<br />${achievement.description}`}`,
          )
        }
        ${skills.length > 0 && fact(t.text('verify.skills'), skillList(skills, t))}
        ${
          !isFolder &&
          fact(t.text('verify.about'), html`${recipient(credential.subject ?? {}, t)} ${recipientAnswer(report, t)}`)
        }
        ${fact(t.text(isFolder ? 'verify.shownBy' : 'verify.issuer'), issuerBlock(credential, report, t))}
        ${
          credential.validFrom !== undefined &&
          fact(
            t.text('verify.since'),
            html`<time datetime="${credential.validFrom}">${t.day(credential.validFrom)}</time>`,
          )
        }
        ${
          !(isFolder && credential.validUntil === undefined) &&
          fact(
            t.text('verify.until'),
            credential.validUntil === undefined
              ? html`${t.text('layout.untilUnlimited')}`
              : html`<time datetime="${credential.validUntil}">${t.day(credential.validUntil)}</time>`,
          )
        }
        ${status !== undefined && !isFolder && fact(t.text('verify.status'), status)}
        ${credential.id !== undefined && fact(t.text('verify.address'), address(credential.id, view))}
      </dl>
      ${warnings(report, t)}
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

function fact(name: string, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function skillList(skills: readonly SkillView[], t: Translator): Html {
  return html`<ul class="plain">
    ${skills.map(
      ({ name, framework, url }) =>
        html`<li>
          ${url === undefined ? name : outsideLink(t, url, name)}${
            framework !== undefined && html` <span class="soft">${framework}</span>`
          }
        </li>`,
    )}
  </ul>`;
}

/** Whether it is the person that was asked for, where one was. */
function recipientAnswer({ checks }: ReportView, t: Translator): Html | undefined {
  const check = checks.find((each) => each.check === 'recipient');
  if (check === undefined || check.outcome === 'not_evaluated' || check.outcome === 'not_applicable') return undefined;
  return html`<span class="trust ${check.outcome}">${t.check('recipient', check.outcome, check.code).says}</span>`;
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
  return html`${comment !== undefined && html`<blockquote lang="${language}">${comment}</blockquote>`}
  ${
    shown &&
    html`<section>
      <h2>${t.text('verify.shownTitle')}</h2>
      ${credential.narrative !== undefined && html`<div class="prose" lang="${language}">${markdown(credential.narrative)}</div>`}
      ${results.length > 0 && criteriaReached(t, results, language)}
      ${
        scores.length > 0 &&
        html`<dl class="facts scores">
          ${scores.map(({ name, value }) => fact(name === '' ? t.text('verify.result') : name, html`${value}`))}
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
      <div class="prose" lang="${language}">${markdown(achievement.criteria)}</div>
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

/** The address of the badge, which leads to its page when it is one of this site. */
function address(id: string, view: PageView): Html {
  const own = id.startsWith(`${view.origin}/credentials/`);
  return own ? html`<a href="${pageLink(view, id)}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}
