// What stands inside a credential and was verified on its own: the credentials of a learner record or a presentation, and
// what others say in favour of it. Each has its own verdict, folded.
import type { Translator } from '../../platform/messages/translator.ts';
import type { PartView, ReportCheckView, ReportView } from './credential-views.ts';
import { claimed } from './claimed.ts';
import type { Html, HtmlValue } from './html.ts';
import { html } from './html.ts';
import { sign } from './report-checks.ts';
import { issuerBlock } from './report-issuer.ts';
import { recipient } from './recipient.ts';
import { headline } from './verdict.ts';

export function reportParts(report: ReportView, t: Translator): Html | undefined {
  const { parts = [] } = report;
  if (parts.length === 0) return undefined;
  const credentials = parts.filter(({ role }) => role === 'credential');
  const endorsements = parts.filter(({ role }) => role === 'endorsement');
  return html`${
    credentials.length > 0 &&
    html`<section>
      <h2>${t.text('verify.insideTitle')}</h2>
      <p class="soft">${t.text('verify.insideLead')}</p>
      ${list(credentials, report, t)}
    </section>`
  }
  ${
    endorsements.length > 0 &&
    html`<section>
      <h2>${t.text('verify.endorsementsTitle')}</h2>
      <p class="soft">${t.text('verify.endorsementsLead')}</p>
      ${list(endorsements, report, t)}
    </section>`
  }`;
}

/** A page shows no more in one list: of a large record, it names first what is wrong or stayed open. */
const MOST_SHOWN = 50;
const FIRST: Readonly<Record<PartView['outcome'], number>> = { invalid: 0, indeterminate: 1, valid: 2 };

function list(parts: readonly PartView[], holder: ReportView, t: Translator): Html {
  const left = parts.length - MOST_SHOWN;
  const shown = left <= 0 ? parts : parts.toSorted((a, b) => FIRST[a.outcome] - FIRST[b.outcome]).slice(0, MOST_SHOWN);
  return html`<div class="checks">${shown.map((part) => partLine(part, holder, t))}</div>
    ${left > 0 && html`<p class="soft">${t.text('verify.moreParts', { count: left })}</p>`}`;
}

const LOOKS = {
  valid: ['pass', 'verify.partPass'],
  invalid: ['fail', 'verify.partFail'],
  indeterminate: ['unknown', 'verify.partUnknown'],
} as const;

function partLine(part: PartView, holder: ReportView, t: Translator): Html {
  const { credential, outcome, pointer } = part;
  const [look, word] = LOOKS[outcome];
  return html`<details class="check ${look}">
    <summary>
      ${sign(look)}<span class="name">${nameOf(part, t)}</span> <span class="out">${t.text(word)}</span>
    </summary>
    <div class="inner">
      <p><strong>${headline(part, t)}</strong></p>
      ${part.role === 'endorsement' && html`<p>${t.text(isOwnWord(part, holder) ? 'verify.ownWord' : 'verify.othersWord')}</p>`}
      ${credential?.comment !== undefined && html`<blockquote dir="auto">${credential.comment}</blockquote>`}
      ${troubles(part, t)}
      <dl class="facts">
        ${
          credential !== undefined &&
          html`<div>
              <dt>${t.text('verify.issuer')}</dt>
              <dd>${issuerBlock(credential, part, t)}</dd>
            </div>
            ${
              part.role === 'credential' &&
              html`<div>
                <dt>${t.text('verify.about')}</dt>
                <dd>${recipient(credential.subject ?? {}, t)}</dd>
              </div>`
            }
            ${until(credential.validUntil, t)}`
        }
        <div>
          <dt>${t.text('verify.place')}</dt>
          <dd><code>${pointer}</code></dd>
        </div>
      </dl>
      <p class="soft">${t.text('verify.partChecks', { checks: names(part.checks, 'pass', t) })}</p>
      ${part.parts !== undefined && part.parts.length > 0 && list(part.parts, part, t)}
    </div>
  </details>`;
}

function nameOf({ credential, role }: PartView, t: Translator): HtmlValue {
  const words = role === 'endorsement' ? credential?.issuer.name : credential?.achievement.name;
  return words === undefined || words === '' ? t.text('verify.unnamedPart') : claimed(words);
}

/** Praise by the issuer itself is no third party's word. */
function isOwnWord({ credential }: PartView, holder: ReportView): boolean {
  return credential !== undefined && credential.issuer.id === holder.credential?.issuer.id;
}

function troubles({ checks }: ReportView, t: Translator): Html | undefined {
  const found = checks.filter(({ outcome }) => outcome === 'fail' || outcome === 'unknown');
  if (found.length === 0) return undefined;
  return html`<ul class="troubles">
    ${found.map(({ check, outcome, code }) => html`<li>${t.check(check, outcome, code).says}</li>`)}
  </ul>`;
}

function until(validUntil: string | undefined, t: Translator): Html {
  return html`<div>
    <dt>${t.text('verify.until')}</dt>
    <dd>
      ${validUntil === undefined ? t.text('layout.untilUnlimited') : html`<time datetime="${validUntil}">${t.day(validUntil)}</time>`}
    </dd>
  </div>`;
}

function names(checks: readonly ReportCheckView[], wanted: ReportCheckView['outcome'], t: Translator): string {
  const found = checks.filter(({ outcome }) => outcome === wanted);
  return [...new Set(found.map(({ check, outcome, code }) => t.check(check, outcome, code).name))].join(' · ');
}
