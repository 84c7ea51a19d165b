// The verify page as a route: the form, what was sent with it, and the answer. Nothing is fetched before somebody presses
// the button, because programs follow links too.
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from '../../kernel/problem.ts';
import type { ProblemSlug } from '../../kernel/problem.ts';
import { readQr } from '../../platform/blobs/read-qr.ts';
import type { VerificationReport } from '../../verification/report.ts';
import { refusedToShare } from '../../verification/shared-reports/shared-report.ts';
import type { SharedReports } from '../../verification/shared-reports/shared-reports.ts';
import { clientOf } from '../client-of.ts';
import { fairShare } from '../fair-share.ts';
import type { VerifyFor } from '../fair-verify.ts';
import { whenGone } from '../gone.ts';
import type { Metrics } from '../metrics.ts';
import { translate } from '../problem.ts';
import type { Slip, VerifyPageView } from './credential-views.ts';
import { idOf } from './documents.ts';
import { pageLink } from './layout.ts';
import { pageView, prefersPage } from './page-request.ts';
import { reportView } from './report-views.ts';
import { verifyInput } from './verify-input.ts';
import type { VerifyAnswer } from './verify-input.ts';
import { renderVerifyPage } from './verify-page.ts';
import { MOST_FILE_BYTES, MOST_TEXT_BYTES, readVerifyRequest } from './verify-request.ts';

export interface VerifyPageCases {
  readonly verifyFor: VerifyFor;
  /** Absent where reports are not kept. */
  readonly sharedReports?: Pick<SharedReports, 'keep' | 'read'>;
  readonly metrics: Metrics;
  readonly origin: string;
  /** @throws Problem rate-limited */
  readonly countLink: (request: FastifyRequest) => Promise<void>;
  /** @throws Problem rate-limited */
  readonly countShared: (request: FastifyRequest, reports: number) => Promise<void>;
}

/** Searching a picture takes seconds of a processor, and there are few places for all callers together. */
const PICTURES = { atOnce: 1, waiting: 2 } as const;

const config = { page: true } as const;
const schema = { hide: true } as const;
const html = 'text/html; charset=utf-8';

/** A text of this length still fits into a page that is to be small; it lets a report be asked for again. */
const MOST_TEXT_SENT_BACK = 24_000;

/** In a scope of its own: only here may a form bring a file. */
export async function verifyPages(app: FastifyInstance, cases: VerifyPageCases): Promise<void> {
  const { verifyFor, sharedReports, metrics, origin } = cases;
  const canShare = sharedReports !== undefined;
  const pictures = fairShare(PICTURES);
  await app.register(formbody, { bodyLimit: MOST_TEXT_BYTES });
  await app.register(multipart, {
    limits: {
      files: 2,
      fields: 8,
      parts: 10,
      fieldSize: MOST_TEXT_BYTES,
      fieldNameSize: 100,
      headerPairs: 50,
      fileSize: MOST_FILE_BYTES,
    },
  });
  answerSlips(app, origin, canShare);
  app.get('/verify', { config, schema }, async (request, reply) => {
    const { url } = request.query as { url?: unknown };
    const submitted = typeof url === 'string' && url.length <= 2_048 ? { submittedUrl: url } : {};
    return reply.type(html).send(renderVerifyPage({ ...pageView(request, origin), canShare, ...submitted }));
  });
  if (sharedReports !== undefined) {
    app.get('/verify/:id', { config, schema }, async (request, reply) => {
      const { id, report, expiresAt } = await sharedReports.read(idOf(request.params));
      const shared = { url: `${origin}/verify/${id}`, until: expiresAt };
      const view = { ...pageView(request, origin), noindex: true, shared, report: reportView(report) };
      return reply
        .type(html)
        .header('x-robots-tag', 'noindex')
        .header('cache-control', 'private, no-store')
        .send(renderVerifyPage(view));
    });
  }
  app.post('/verify', { config, schema }, async (request, reply) => {
    const form = await readVerifyRequest(request);
    const share = form.share && !comesFromElsewhere(request);
    if (share && canShare) await cases.countShared(request, 1);
    const caller = clientOf(request);
    const signal = whenGone(reply);
    const needs = {
      verify: verifyFor(caller),
      readQr: (bytes: Uint8Array) => pictures(caller, () => readQr(bytes), signal),
      signal,
      countLink: () => cases.countLink(request),
    };
    const answer = await verifyInput(form, needs);
    if ('report' in answer) metrics.countVerification(answer.report.outcome);
    const kept =
      'report' in answer && share && sharedReports !== undefined
        ? await keep(sharedReports, answer.report, request)
        : undefined;
    if (typeof kept === 'string') {
      // The report has a place of its own now, which can be read again and passed on.
      return reply.redirect(pageLink(pageView(request, origin), `/verify/${kept}`), 303);
    }
    const page = renderVerifyPage({ ...pageView(request, origin), canShare, ...kept, ...answerView(answer) });
    return reply.type(html).header('cache-control', 'no-store').send(page);
  });
}

/** A form on somebody else's site may ask, but not make its visitors keep things here (Fetch Metadata). */
function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  return headers['sec-fetch-site'] === 'cross-site';
}

/** The id it is kept under. What cannot be kept is still told to whoever asked, and that it was not kept as well. */
async function keep(
  reports: Pick<SharedReports, 'keep'>,
  report: VerificationReport,
  { principal, id }: FastifyRequest,
): Promise<string | Pick<VerifyPageView, 'notShared'>> {
  if (refusedToShare(report) !== undefined) return { notShared: 'tooLarge' };
  const call = { principal, requestId: id, operation: 'verifications.create' };
  try {
    const [kept] = await reports.keep(call, [{ report }]);
    if (kept === undefined || !('shared' in kept)) throw new Error('A report that was kept is not there');
    return kept.shared.id;
  } catch (error) {
    if (error instanceof Problem && error.code === 'sharing_full') return { notShared: 'full' };
    throw error;
  }
}

function answerView(answer: VerifyAnswer): Pick<VerifyPageView, 'report' | 'slip' | 'submittedUrl' | 'submittedText'> {
  const { url, text } = answer;
  return {
    ...(url !== undefined && { submittedUrl: url }),
    ...(text !== undefined && text.length <= MOST_TEXT_SENT_BACK && { submittedText: text }),
    ...('report' in answer ? { report: reportView(answer.report) } : { slip: answer.slip }),
  };
}

const slips: Partial<Record<ProblemSlug, Slip>> = {
  'payload-too-large': 'fileTooLarge',
  'image-too-large': 'pictureTooLarge',
  'malformed-multipart': 'formUnreadable',
  'unsupported-media-type': 'formUnreadable',
  unavailable: 'busy',
};

/** What somebody at the form can do something about is told beside the form; the rest goes on to the common pages. */
function answerSlips(app: FastifyInstance, origin: string, canShare: boolean): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply) => {
    const { problem } = translate(error);
    const slip = slips[problem.slug];
    if (slip === undefined || request.method !== 'POST' || !prefersPage(request)) throw error;
    if (problem.retryAfterSeconds !== undefined) void reply.header('retry-after', problem.retryAfterSeconds);
    // The rest of the body is not read.
    if (problem.status === 413) void reply.header('connection', 'close');
    const page = renderVerifyPage({ ...pageView(request, origin), canShare, slip });
    return reply.code(problem.status).type(html).header('cache-control', 'no-store').send(page);
  });
}
