// The short facts beside a badge: to whom, when, by whom, worth what.
import type { Translator } from '../../platform/messages/translator.ts';
import { claimed } from './claimed.ts';
import type { CredentialPageView } from './credential-views.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { pageLink } from './layout.ts';
import { recipient } from './recipient.ts';

export function credentialFacts(view: CredentialPageView, t: Translator): Html {
  const { issuer, assessedBy } = view;
  const until = view.validUntil === undefined ? t.text('layout.untilUnlimited') : day(t, view.validUntil);
  return html`<dl class="facts">
    ${
      view.recipient !== undefined &&
      html`<div>
        <dt>${t.text('verify.about')}</dt>
        <dd>${recipient(view.recipient, t)}</dd>
      </div>`
    }
    <div>
      <dt>${t.text('badge.awardedOn')}</dt>
      <dd>${day(t, view.awardedOn)}</dd>
    </div>
    <div>
      <dt>${t.text('badge.validUntil')}</dt>
      <dd>${until}</dd>
    </div>
    <div>
      <dt>${t.text('badge.issuedBy')}</dt>
      <dd>${named(view, issuer)}</dd>
    </div>
    ${
      assessedBy !== undefined &&
      html`<div>
        <dt>${t.text('badge.assessedBy')}</dt>
        <dd>${named(view, assessedBy)}</dd>
      </div>`
    }
    ${
      view.credits !== undefined &&
      html`<div>
        <dt>${t.text('achievement.credits')}</dt>
        <dd>${t.number(view.credits)}</dd>
      </div>`
    }
    ${
      issuer.did !== undefined &&
      html`<div>
        <dt>${t.text('badge.identifier')}</dt>
        <dd><code>${issuer.did}</code></dd>
      </div>`
    }
  </dl>`;
}

/** A name that leads to its page here, where it has one. */
function named(view: CredentialPageView, { name, url }: CredentialPageView['issuer']): Html {
  return url === undefined ? claimed(name) : html`<a href="${pageLink(view, url)}">${claimed(name)}</a>`;
}

/** A calendar day, for people and for machines. */
function day(t: Translator, iso: string): Html {
  return html`<time datetime="${iso}">${t.day(iso)}</time>`;
}
