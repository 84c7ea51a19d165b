// The verdict: one of three, in words first. Green only when everything required was established, red only when
// something was established to be wrong; what could not be established is neither. What is no Open Badge 3.0 says so
// before anything else.
import type { Translator } from '../../platform/messages/translator.ts';
import { kindWord } from '../../verification/report-in-words.ts';
import type { ReportCheckView, ReportView } from './credential-views.ts';
import type { Html } from './html.ts';
import { html, raw } from './html.ts';
import { issuerHost, voucher } from './report-issuer.ts';
import { isNoBadge, isSigned, olderBasis, toneOf } from './report-kind.ts';

const SIGNS: Readonly<Record<ReportView['outcome'], string>> = {
  valid: '<path d="M14 25l7 7 14-16"/>',
  invalid: '<path d="M16 16l16 16M32 16L16 32"/>',
  indeterminate: '<path d="M18 19a6 6 0 1 1 8.5 5.5c-1.7.8-2.5 1.7-2.5 3.5"/><path d="M24 34v.1"/>',
};

/** The verdict in one line. */
export function headline(report: ReportView, t: Translator): string {
  if (isNoBadge(report)) return t.text('verify.nothingTitle');
  if (olderBasis(report) !== undefined) return t.text('verify.olderTitle');
  return t.text(`verify.${report.outcome}Title`, { kind: kindWord(report) });
}

export function verdict(report: ReportView, t: Translator): Html {
  const tone = toneOf(report);
  const troubles = troublesOf(report, t);
  const kind = kindWord(report);
  return html`<header class="verdict ${tone}">
    ${raw(`<svg viewBox="0 0 48 48" aria-hidden="true" focusable="false"><circle cx="24" cy="24" r="23"/>${SIGNS[tone]}</svg>`)}
    <div>
      ${
        kind !== 'badge' &&
        kind !== 'nothing' &&
        html`<p class="what"><strong>${t.text('verify.kindLine', { kind })}</strong></p>`
      }
      <h1>${headline(report, t)}</h1>
      <p class="lead">${lead(report, t)}</p>
      ${
        troubles.length > 0 &&
        html`<ul class="troubles">
          ${troubles}
        </ul>`
      }
      <p class="count"><a href="#checks">${t.text('verify.count', counts(report.checks))}</a></p>
    </div>
  </header>`;
}

function lead(report: ReportView, t: Translator): string {
  if (isNoBadge(report)) return t.text('verify.nothingLead');
  const how = olderBasis(report);
  if (how !== undefined) return t.text('verify.olderLead', { how });
  if (report.outcome === 'invalid' && isSigned(report)) return t.text('verify.invalidLeadSigned');
  if (report.outcome !== 'valid') return t.text(`verify.${report.outcome}Lead`);
  if (report.kind === 'presentation') return t.text('verify.validLeadFolder');
  const vouched = voucher(report);
  if (vouched !== undefined) return t.text('verify.validLeadListed', vouched);
  const host = report.credential === undefined ? undefined : issuerHost(report.credential.issuer.id);
  return host === undefined ? t.text('verify.validLeadKey') : t.text('verify.validLead', { host });
}

/** What is wrong, then what stayed open, each with what to do; the same sentence only once. */
function troublesOf({ checks }: ReportView, t: Translator): readonly Html[] {
  const told = new Set<string>();
  return (['fail', 'unknown'] as const)
    .flatMap((wanted) => checks.filter(({ outcome }) => outcome === wanted))
    .flatMap((check) => {
      const { says, next } = t.check(check.check, check.outcome, check.code);
      if (told.has(says)) return [];
      told.add(says);
      return [html`<li><strong>${says}</strong>${next !== undefined && html` ${next}`}</li>`];
    });
}

function counts(checks: readonly ReportCheckView[]): { passed: number; failed: number; unknown: number } {
  const count = (outcome: ReportCheckView['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return { passed: count('pass'), failed: count('fail'), unknown: count('unknown') };
}
