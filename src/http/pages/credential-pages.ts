// The badge page, and beside it the verify page. One address serves people and programs: a page to a browser, the signed
// document to everyone else.
import type { FastifyInstance } from 'fastify';
import type { Institutions } from '../../catalog/institutions/institutions.ts';
import type { Credentials } from '../../credentials/credentials.ts';
import type { CredentialRow } from '../../credentials/credential-table.ts';
import type { Clock } from '../../kernel/clock.ts';
import { isJsonObject, parseJson } from '../../kernel/json.ts';
import { renderCredentialPage } from './credential-page.ts';
import type { CredentialPageView, CredentialStatusWord } from './credential-views.ts';
import { criterionResults, evidenceViews, objectOf, subjectView, textOf } from './document-views.ts';
import { idOf, sendSigned } from './documents.ts';
import { pageView, prefersPage } from './page-request.ts';
import { verifyPages } from './verify-pages.ts';
import type { VerifyPageCases } from './verify-pages.ts';
import type { PageView } from './views.ts';

export interface CredentialPageCases extends VerifyPageCases {
  readonly credentials: Credentials;
  readonly institutions: Institutions;
  readonly clock: Clock;
}

const config = { page: true } as const;
const schema = { hide: true } as const;
const html = 'text/html; charset=utf-8';

export async function credentialPages(app: FastifyInstance, cases: CredentialPageCases): Promise<void> {
  const { credentials, clock, origin } = cases;
  await app.register(async (scoped) => verifyPages(scoped, cases));
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
