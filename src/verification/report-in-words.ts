// A report as it is handed out: to each check its sentence, in one language, and the same in the reports on its parts.
import type { Translator } from '../platform/messages/translator.ts';
import type { VerificationReport } from './report.ts';

export function reportInWords(report: VerificationReport, t: Translator): object {
  const { checks, parts, ...rest } = report;
  return {
    ...rest,
    checks: checks.map(({ check, outcome, code, ...more }) => ({
      check,
      outcome,
      code,
      message: t.check(check, outcome, code).says,
      ...more,
    })),
    ...(parts !== undefined && { parts: parts.map((part) => reportInWords(part, t)) }),
  };
}
