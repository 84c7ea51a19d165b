// Every check of a report as a line that opens: what was asked, what was found, what to do, and the evidence.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html, raw } from './html.ts';
import type { ReportCheckView } from './credential-views.ts';

const SIGNS: Readonly<Record<ReportCheckView['outcome'], string>> = {
  pass: '<path d="M4 10l4 4 8-9"/>',
  fail: '<path d="M5 5l10 10M15 5L5 15"/>',
  unknown: '<path d="M10 3v8M10 15v.1"/>',
  not_applicable: '<path d="M4 10h12"/>',
  not_evaluated: '<path d="M4 10h12"/>',
};

/** How many lines of one check with one answer a page shows; more of the same tell nothing new. */
const MOST_ALIKE = 50;

export function reportChecks(checks: readonly ReportCheckView[], t: Translator): Html {
  return html`<section id="checks">
    <h2>${t.text('verify.checksTitle')}</h2>
    <p class="soft">${t.text('verify.checksLead')}</p>
    <div class="checks">${shownOf(checks).map((check) => checkLine(check, t))} ${leftOut(checks, t)}</div>
  </section>`;
}

/** Every check that ran; of what passed in each of very many parts, as many as the page shows parts. */
function shownOf(checks: readonly ReportCheckView[]): readonly ReportCheckView[] {
  const seen = new Map<string, number>();
  return checks.filter(({ check, outcome }) => {
    if (outcome === 'not_evaluated') return false;
    const kind = `${check} ${outcome}`;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    return count <= MOST_ALIKE;
  });
}

function checkLine(check: ReportCheckView, t: Translator): Html {
  const { outcome, code, pointer } = check;
  const words = t.check(check.check, outcome, code);
  const line = html`<summary>
      ${sign(outcome)}<span class="name">${words.name}</span> <span class="out">${t.text(`verify.${outcome}`)}</span>
    </summary>
    <div class="inner">
      ${words.asks !== '' && html`<p class="soft">${words.asks}</p>`}
      <p>${words.says}${words.next !== undefined && html` <strong>${words.next}</strong>`}</p>
      <dl class="detail">
        <div>
          <dt>${t.text('verify.code')}</dt>
          <dd><code>${check.check}:${code}</code></dd>
        </div>
        ${
          pointer !== undefined &&
          pointer !== '' &&
          html`<div>
            <dt>${t.text('verify.place')}</dt>
            <dd><code>${pointer}</code></dd>
          </div>`
        }
        ${Object.entries(check.detail ?? {}).map(
          ([name, value]) =>
            html`<div>
              <dt><code>${name}</code></dt>
              <dd><code>${value}</code></dd>
            </div>`,
        )}
      </dl>
    </div>`;
  // What went wrong is open from the start.
  return outcome === 'fail' || outcome === 'unknown'
    ? html`<details class="check ${outcome}" open>${line}</details>`
    : html`<details class="check ${outcome}">${line}</details>`;
}

/** What did not run, in one line: it is told, and does not stand between what did. */
function leftOut(checks: readonly ReportCheckView[], t: Translator): Html | undefined {
  const found = checks.filter(({ outcome }) => outcome === 'not_evaluated');
  if (found.length === 0) return undefined;
  return html`<details class="check not_evaluated">
    <summary>
      ${sign('not_evaluated')}<span class="name">${t.text('verify.leftOut', { count: found.length })}</span>
      <span class="out">${t.text('verify.not_evaluated')}</span>
    </summary>
    <dl class="inner">
      ${found.map(({ check, outcome, code }) => {
        const { name, says } = t.check(check, outcome, code);
        return html`<dt>${name}</dt>
          <dd>${says} <code class="id">${check}:${code}</code></dd>`;
      })}
    </dl>
  </details>`;
}

/** The outcome as a small sign beside its words. */
export function sign(outcome: ReportCheckView['outcome']): Html {
  return raw(`<svg class="sign" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${SIGNS[outcome]}</svg>`);
}
