// Which words a report is told in: by the kind of document, and by how it may be believed.
import type { ReportView } from './credential-views.ts';

/** What somebody sends who took the wrong file or half of a text, rather than somebody who means to deceive. */
const NO_BADGE: ReadonlySet<string> = new Set([
  'syntax',
  'invalid_utf8',
  'not_object',
  'encoding',
  'not_a_credential',
  'unsupported_format',
  'image_malformed',
  'no_badge_data',
]);

/** Whether nothing was found that could be judged at all. */
export function isNoBadge({ kind, checks }: ReportView): boolean {
  return kind === 'unreadable' && checks.some(({ check, code }) => check === 'parse' && NO_BADGE.has(code));
}

/** What the verdict looks like: red only for what was established to be wrong. */
export function toneOf(report: ReportView): ReportView['outcome'] {
  return isNoBadge(report) ? 'indeterminate' : report.outcome;
}

/** Whether the older badge holds by the rules of its own time, and on what that rests. */
export function olderBasis({ kind, checks }: ReportView): 'hosted' | 'signed' | undefined {
  const legacy = checks.find(({ check }) => check === 'legacy');
  if (kind !== 'open-badge-2' || legacy?.outcome !== 'pass') return undefined;
  return legacy.code === 'signed' ? 'signed' : 'hosted';
}

/** Whether the signer did sign it; a revoked or expired badge was signed all the same, a forged one was not. */
export function isSigned({ checks }: ReportView): boolean {
  return ['issuer_key', 'proof'].every((name) =>
    checks.some(({ check, outcome }) => check === name && outcome === 'pass'),
  );
}
