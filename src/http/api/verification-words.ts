// A report for whoever reads it: beside each code the sentence for it, in the language that the caller asks for.
import type { FastifyRequest } from 'fastify';
import { negotiateLocale } from '../../platform/messages/locale.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { Translator } from '../../platform/messages/translator.ts';
import type { VerificationReport } from '../../verification/report.ts';

export type InWords = (report: VerificationReport, request: FastifyRequest) => object;

/** Adds `name`, `message` and `next` to every check, `warningMessages` to the warnings, and does so for every part. */
export const inWords: InWords = (report, request) =>
  reportInWords(report, translatorFor(negotiateLocale(request.headers['accept-language'])));

function reportInWords(report: VerificationReport, t: Translator): object {
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
function warningSays(warning: string, t: Translator): string {
  const [check = '', code = ''] = warning.split(':', 2);
  return t.check(check, 'unknown', code).says;
}
