// What the verified document says: about whom, by whom, for what, at which levels, on which evidence, until when. Its
// heading says how far it may be believed.
import type { MessageKey } from '../../platform/messages/message-tables.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import { evidenceList } from './evidence.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink } from './layout.ts';
import { criteriaReached } from './levels.ts';
import { markdown } from './markdown.ts';
import { recipient } from './recipient.ts';
import type { ReportCredentialView, ReportView } from './credential-views.ts';
import type { PageView } from './views.ts';

export function reportStory(view: PageView, credential: ReportCredentialView, report: ReportView, t: Translator): Html {
  const { achievement } = credential;
  const { outcome } = report;
  const warning = caution(report);
  return html`<section>
      <h2>${t.text(outcome === 'valid' ? 'verify.saysTitle' : 'verify.claimsTitle')}</h2>
      ${warning !== undefined && html`<p class="note ${outcome === 'invalid' ? 'wrong' : 'unsure'}">${t.text(warning)}</p>`}
      <dl class="facts">
        <div>
          <dt>${t.text('verify.what')}</dt>
          <dd>
            <strong>${achievement.name}</strong
            >${achievement.description !== undefined && html`<br />${achievement.description}`}
          </dd>
        </div>
        <div>
          <dt>${t.text('verify.about')}</dt>
          <dd>${recipient(credential.subject ?? {}, t)}</dd>
        </div>
        <div>
          <dt>${t.text('verify.issuer')}</dt>
          <dd>${issuer(credential, t)}</dd>
        </div>
        ${
          credential.validFrom !== undefined &&
          html`<div>
            <dt>${t.text('verify.since')}</dt>
            <dd><time datetime="${credential.validFrom}">${t.day(credential.validFrom)}</time></dd>
          </div>`
        }
        <div>
          <dt>${t.text('verify.until')}</dt>
          <dd>
            ${credential.validUntil === undefined ? t.text('layout.untilUnlimited') : html`<time datetime="${credential.validUntil}">${t.day(credential.validUntil)}</time>`}
          </dd>
        </div>
        ${
          credential.id !== undefined &&
          html`<div>
            <dt>${t.text('verify.address')}</dt>
            <dd>${address(credential.id, view)}</dd>
          </div>`
        }
      </dl>
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

/** Levels, evidence, criteria. What is not valid keeps them folded: they should not persuade anybody at a glance. */
function particulars(credential: ReportCredentialView, t: Translator): Html {
  const { achievement, results, evidence } = credential;
  const language = achievement.inLanguage ?? t.locale;
  return html`${
    results.length > 0 &&
    html`<section>
      <h2>${t.text('verify.shownTitle')}</h2>
      ${credential.narrative !== undefined && html`<div class="prose" lang="${language}">${markdown(credential.narrative)}</div>`}
      ${criteriaReached(t, results, language)}
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

/** A revoked or expired badge was signed by its issuer all the same; a forged one was not. */
function caution({ outcome, checks }: ReportView): MessageKey | undefined {
  if (outcome === 'valid') return undefined;
  if (outcome === 'indeterminate') return 'verify.claimsUnsure';
  const signed = ['issuer_key', 'proof'].every((name) =>
    checks.some(({ check, outcome: found }) => check === name && found === 'pass'),
  );
  return signed ? 'verify.claimsSigned' : 'verify.claimsUnconfirmed';
}

/** The name is what the document claims; the host is what the key was found under. */
function issuer(credential: ReportCredentialView, t: Translator): Html {
  const { id, name } = credential.issuer;
  const host = hostOf(id);
  return html`${name !== undefined && html`<strong>${name}</strong> <span class="soft">(${t.text('verify.issuerClaimed')})</span><br />`}${t.text('verify.issuerHost')}:
    ${host === undefined ? html`${t.text('verify.issuerKeyOnly')}` : html`<strong>${host}</strong>`} <br /><code
      >${id}</code
    >`;
}

/** The address of the badge, which leads to its page when it is one of this site. */
function address(id: string, view: PageView): Html {
  const own = id.startsWith(`${view.origin}/credentials/`);
  return own ? html`<a href="${pageLink(view, id)}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}

/** The web host that an issuer's identifier rests on: of did:web its first part, of an https address its host. */
function hostOf(id: string): string | undefined {
  const web = /^did:web:([A-Za-z0-9.-]+)(?:%3A(\d{1,5}))?(?::|$)/i.exec(id);
  if (web !== null) return web[2] === undefined ? web[1] : `${web[1]}:${web[2]}`;
  return /^https:\/\//i.test(id) && URL.canParse(id) ? new URL(id).host : undefined;
}
