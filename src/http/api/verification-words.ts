// A report for whoever reads it, in the language that the caller asks for.
import type { FastifyRequest } from 'fastify';
import { negotiateLocale } from '../../platform/messages/locale.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import { reportInWords } from '../../verification/report-in-words.ts';
import type { VerificationReport } from '../../verification/report.ts';

export type InWords = (report: VerificationReport, request: FastifyRequest) => object;

export const inWords: InWords = (report, request) =>
  reportInWords(report, translatorFor(negotiateLocale(request.headers['accept-language'])));
