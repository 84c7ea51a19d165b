// The verdict: one of three, in words first. Green only when everything required was established, red only when
// something was established to be wrong; what could not be established is neither.
import type { Translator } from '../../platform/messages/translator.ts';
import type { Html } from './html.ts';
import { html, raw } from './html.ts';
import type { ReportCheckView, ReportView } from './credential-views.ts';

const SIGNS: Readonly<Record<ReportView['outcome'], string>> = {
  valid: '<path d="M14 25l7 7 14-16"/>',
  invalid: '<path d="M16 16l16 16M32 16L16 32"/>',
  indeterminate: '<path d="M18 19a6 6 0 1 1 8.5 5.5c-1.7.8-2.5 1.7-2.5 3.5"/><path d="M24 34v.1"/>',
};

export function verdict(report: ReportView, t: Translator): Html {
  const { outcome, checks } = report;
  const troubles = checks.filter((check) => check.outcome === 'fail' || check.outcome === 'unknown');
  return html`<header class="verdict ${outcome}">
    ${raw(`<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false"><circle cx="24" cy="24" r="23"/>${SIGNS[outcome]}</svg>`)}
    <div>
      <h1>${t.text(`verify.${outcome}Title`)}</h1>
      <p class="lead">${t.text(`verify.${outcome}Lead`)}</p>
      ${
        troubles.length > 0 &&
        html`<ul class="troubles">
          ${troubles.map((check) => trouble(check, t))}
        </ul>`
      }
      <p class="count"><a href="#checks">${t.text('verify.count', counts(checks))}</a></p>
    </div>
  </header>`;
}

function trouble(check: ReportCheckView, t: Translator): Html {
  const words = t.check(check.check, check.outcome, check.code);
  return html`<li><strong>${words.says}</strong>${words.next !== undefined && html` ${words.next}`}</li>`;
}

function counts(checks: readonly ReportCheckView[]): { passed: number; failed: number; unknown: number } {
  const count = (outcome: ReportCheckView['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return { passed: count('pass'), failed: count('fail'), unknown: count('unknown') };
}
