// The badge page and the verify page. One address serves people and programs: a page to a browser, the signed document
// to everyone else.
import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';
import type { Institutions } from '../../catalog/institutions/institutions.ts';
import type { Credentials } from '../../credentials/credentials.ts';
import type { CredentialRow } from '../../credentials/credential-table.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import { translatorFor } from '../../platform/messages/translator.ts';
import type { VerificationReport } from '../../verification/report.ts';
import type { VerifySubject } from '../../verification/verify-subject.ts';
import type { Metrics } from '../metrics.ts';
import { renderCredentialPage } from './credential-page.ts';
import type { CredentialPageView, CredentialStatusWord, ReportView } from './credential-views.ts';
import {
  criterionResults,
  evidenceViews,
  objectOf,
  reportCredentialView,
  subjectView,
  textOf,
} from './document-views.ts';
import { idOf, sendSigned } from './documents.ts';
import { pageView, prefersPage } from './page-request.ts';
import { renderVerifyPage } from './verify-page.ts';
import type { PageView } from './views.ts';

export interface CredentialPageCases {
  readonly credentials: Credentials;
  readonly institutions: Institutions;
  readonly verify: VerifySubject;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly origin: string;
}

const config = { page: true } as const;
const schema = { hide: true } as const;
const html = 'text/html; charset=utf-8';

export async function credentialPages(app: FastifyInstance, cases: CredentialPageCases): Promise<void> {
  const { credentials, verify, metrics, clock, origin } = cases;
  await app.register(formbody, { bodyLimit: 1_048_576 });
  app.get('/credentials/:id', { config, schema }, async (request, reply) => {
    const row = await credentials.readPublished(idOf(request.params));
    if (!prefersPage(request)) return sendSigned(reply, row.signedDocument, row.signedSha256);
    const page = renderCredentialPage({
      ...pageView(request, origin),
      ...credentialView(row, clock.now()),
      noindex: true,
    });
    return reply
      .type(html)
      .header('vary', 'Accept, Accept-Language')
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-cache')
      .send(page);
  });
  app.get('/verify', { config, schema }, async (request, reply) => {
    const { url } = request.query as { url?: unknown };
    const submitted = typeof url === 'string' && url.length <= 2_048 ? { submittedUrl: url } : {};
    return reply.type(html).send(renderVerifyPage({ ...pageView(request, origin), ...submitted }));
  });
  app.post('/verify', { config, schema }, async (request, reply) => {
    const view = pageView(request, origin);
    const { page, report } = await verifyPage(view, request.body, verify);
    if (report !== undefined) metrics.countVerification(report.outcome);
    return reply.type(html).header('cache-control', 'no-store').send(page);
  });
}

async function verifyPage(view: PageView, body: unknown, verify: VerifySubject) {
  const form = (body ?? {}) as { credential?: unknown; url?: unknown };
  const pasted = typeof form.credential === 'string' ? form.credential.trim() : '';
  const url = typeof form.url === 'string' ? form.url.trim() : '';
  const t = translatorFor(view.locale);
  const submitted = url === '' ? {} : { submittedUrl: url };
  if (pasted === '' && url === '')
    return { page: renderVerifyPage({ ...view, formError: t.text('verify.nothingGiven') }) };
  // A link is easily pasted into the larger box.
  const link = pasted === '' ? url : /^https?:\/\/\S+$/.test(pasted) ? pasted : undefined;
  const found = link === undefined ? undefined : await verify.url(link);
  const report = found === undefined ? await verify.given(pasted) : found.ok ? found.report : undefined;
  if (report === undefined)
    return { page: renderVerifyPage({ ...view, ...submitted, formError: t.text('verify.notOurs') }) };
  return { page: renderVerifyPage({ ...view, ...submitted, report: reportView(report) }), report };
}

function reportView(report: VerificationReport): ReportView {
  const { outcome, checks, credential } = report;
  const readable =
    credential !== undefined && checks.some((check) => check.check === 'structure' && check.outcome === 'pass');
  return { outcome, checks, ...(readable && { credential: reportCredentialView(credential) }) };
}

/** Everything but the status is read from the signed document. */
function credentialView(row: CredentialRow, now: Date): Omit<CredentialPageView, keyof PageView> {
  const read = parseJson(row.signedDocument ?? '');
  const document = read.ok && isJsonObject(read.value) ? read.value : {};
  const subject = objectOf(document.credentialSubject);
  const achievement = objectOf(subject.achievement);
  const issuer = objectOf(document.issuer);
  const source = objectOf(subject.source);
  const image = objectOf(achievement.image);
  const picture = textOf(image.id)?.slice(row.origin.length);
  const criteria = textOf(objectOf(achievement.criteria).narrative);
  const description = textOf(achievement.description);
  const type = textOf(achievement.achievementType);
  const inLanguage = textOf(achievement.inLanguage);
  const caption = textOf(image.caption);
  const institution = `/institutions/${row.institutionId}`;
  const sourceName = textOf(source.name);
  // Whoever assessed elsewhere is named, and has no page here.
  const assessedHere = textOf(source.id) === `${row.origin}${institution}`;
  const narrative = textOf(subject.narrative);
  const validUntil = textOf(document.validUntil);
  return {
    url: `${row.origin}/credentials/${row.id}`,
    jsonUrl: `/credentials/${row.id}/credential.json`,
    achievement: {
      name: textOf(achievement.name) ?? '',
      ...(description !== undefined && { description }),
      ...(criteria !== undefined && { criteria }),
      url: `/achievements/${row.achievementId}/versions/${row.achievementVersion}`,
      ...(type !== undefined && { type }),
      ...(inLanguage !== undefined && { inLanguage }),
    },
    ...(picture !== undefined && { image: { url: picture, ...(caption !== undefined && { caption }) } }),
    issuer: {
      name: textOf(issuer.name) ?? '',
      did: textOf(issuer.id) ?? '',
      url: institution,
    },
    awardedOn: textOf(document.awardedDate) ?? row.validFrom.toISOString(),
    ...(validUntil !== undefined && { validUntil }),
    status: statusWord(row, now),
    ...(row.statusChangedAt !== null && { statusSince: row.statusChangedAt.toISOString() }),
    results: criterionResults(document),
    evidence: evidenceViews(document),
    ...(sourceName !== undefined && { assessedBy: { name: sourceName, ...(assessedHere && { url: institution }) } }),
    recipient: subjectView(subject),
    ...(narrative !== undefined && { narrative }),
    ...(typeof subject.creditsEarned === 'number' && { credits: subject.creditsEarned }),
  };
}

function statusWord(row: CredentialRow, now: Date): CredentialStatusWord {
  if (row.status !== 'active') return row.status;
  return row.validUntil !== null && row.validUntil < now ? 'expired' : 'active';
}
