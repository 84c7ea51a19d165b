// The facts of a verified document in their order: who, by whom, for what, from when until when, and whether it still
// stands.
import type { Translator } from '../../platform/messages/translator.ts';
import type { ReportCredentialView, ReportView, SkillView } from './credential-views.ts';
import { claimed } from './claimed.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { outsideLink, pageLink } from './layout.ts';
import { recipient } from './recipient.ts';
import { issuerBlock } from './report-issuer.ts';
import { statusLine } from './report-status.ts';
import type { PageView } from './views.ts';

export function reportFacts(view: PageView, credential: ReportCredentialView, report: ReportView, t: Translator): Html {
  const { id, skills = [], validFrom, validUntil } = credential;
  const moment = (iso: string): Html => html`<time datetime="${iso}">${t.day(iso)}</time>`;
  const issuer = issuerBlock(credential, report, t);
  const identifier = id !== undefined && fact(t.text('verify.address'), address(id, view));
  if (report.kind === 'presentation') {
    // Made for one moment: it is neither awarded nor withdrawn.
    return html`<dl class="facts">
      ${fact(t.text('verify.shownBy'), issuer)}
      ${validUntil !== undefined && fact(t.text('verify.until'), moment(validUntil))} ${identifier}
    </dl>`;
  }
  const status = statusLine(report, t);
  return html`<dl class="facts">
    ${fact(t.text('verify.about'), html`${recipient(credential.subject ?? {}, t)} ${recipientAnswer(report, t)}`)}
    ${fact(t.text('verify.issuer'), issuer)} ${what(credential, t)}
    ${skills.length > 0 && fact(t.text('verify.skills'), skillList(skills, t))}
    ${validFrom !== undefined && fact(t.text('verify.since'), moment(validFrom))}
    ${fact(t.text('verify.until'), validUntil === undefined ? html`${t.text('layout.untilUnlimited')}` : moment(validUntil))}
    ${status !== undefined && fact(t.text('verify.status'), status)} ${identifier}
  </dl>`;
}

/** A name and what is said of it, inside a list of facts. */
export function fact(name: string | Html, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

function what({ achievement }: ReportCredentialView, t: Translator): Html | undefined {
  const { name, description } = achievement;
  if (name === '') return undefined;
  return fact(
    t.text('verify.what'),
    html`<strong>${claimed(name)}</strong>${description !== undefined && html`<br /><bdi>${description}</bdi>`}`,
  );
}

function skillList(skills: readonly SkillView[], t: Translator): Html {
  return html`<ul class="plain">
    ${skills.map(
      ({ name, framework, url }) =>
        html`<li>
          <bdi>${url === undefined ? name : outsideLink(t, url, name)}</bdi>${
            framework !== undefined && html` <span class="soft">${claimed(framework)}</span>`
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

/** The address of the badge, which leads to its page when it is one of this site. */
function address(id: string, view: PageView): Html {
  const own = id.startsWith(`${view.origin}/credentials/`);
  return own ? html`<a href="${pageLink(view, id)}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}
