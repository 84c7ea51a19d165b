// A report as it is handed out: beside each code its sentence, in one language, and the same in the reports on its parts.
import type { Translator } from '../platform/messages/translator.ts';
import type { ReportKind, VerificationReport } from './report.ts';

/** Adds `name`, `message` and `next` to every check, and `warningMessages` to the warnings. */
export function reportInWords(report: VerificationReport, t: Translator): object {
  const { checks, warnings, parts } = report;
  return {
    ...report,
    checks: checks.map(({ check, outcome, code, ...where }) => {
      const { name, says, next } = t.check(check, outcome, code);
      return { check, outcome, code, name, message: says, ...(next !== undefined && { next }), ...where };
    }),
    ...(warnings.length > 0 && {
      warningMessages: Object.fromEntries(warnings.map((warning) => [warning, warningSays(warning, t)])),
    }),
    ...(parts !== undefined && { parts: parts.map((part) => reportInWords(part, t)) }),
  };
}

/** @param warning `check:code` */
export function warningSays(warning: string, t: Translator): string {
  const [check = '', code = ''] = warning.split(':', 2);
  return t.check(check, 'unknown', code).says;
}

/** The kind of document, for the `select` of messages, where a name may not hold a hyphen. */
type KindWord = 'badge' | 'record' | 'endorsement' | 'list' | 'folder' | 'credential' | 'older' | 'nothing';

const kindWords: Readonly<Record<ReportKind, KindWord>> = {
  'open-badge': 'badge',
  clr: 'record',
  endorsement: 'endorsement',
  'status-list': 'list',
  presentation: 'folder',
  credential: 'credential',
  'open-badge-2': 'older',
  unreadable: 'nothing',
};

export function kindWord({ kind }: { readonly kind: ReportKind }): KindWord {
  return kindWords[kind];
}
