// The pages of achievements and institutions, from what is published.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { achievementDocument } from '../../credentials/achievement-document.ts';
import type { Achievements } from '../../catalog/achievements/achievements.ts';
import type { AchievementVersion } from '../../catalog/achievements/achievement.ts';
import type { Institutions } from '../../catalog/institutions/institutions.ts';
import type { Issuers } from '../../catalog/issuers/issuers.ts';
import { orderedLevels } from '../../catalog/rubrics/rubric.ts';
import { renderAchievementPage } from './achievement-page.ts';
import type { AchievementPageView } from './catalog-views.ts';
import { idOf, openDocument } from './documents.ts';
import { renderInstitutionPage } from './institution-page.ts';
import { pageView, prefersPage } from './page-request.ts';
import type { PageView } from './views.ts';

export interface CatalogCases {
  readonly achievements: Achievements;
  readonly institutions: Institutions;
  readonly issuers: Issuers;
  readonly origin: string;
}

const config = { page: true } as const;
const schema = { hide: true } as const;

export function catalogPages(app: FastifyInstance, cases: CatalogCases): void {
  const { achievements, institutions, issuers, origin } = cases;
  const answer = async (request: FastifyRequest, reply: FastifyReply, version?: number): Promise<FastifyReply> => {
    const found = await achievements.readVersion(idOf(request.params), version);
    void reply.header('vary', 'Accept, Accept-Language');
    if (!prefersPage(request, 'page')) {
      const issuer = await issuers.readPublic(found.content.issuerId);
      return openDocument(reply, 300)
        .type('application/ld+json')
        .send(JSON.stringify(achievementDocument(found, issuer, origin)));
    }
    const view = { ...pageView(request, origin), ...(await achievementView(found, cases)) };
    return reply.type('text/html; charset=utf-8').send(renderAchievementPage(view));
  };
  app.get('/achievements/:id', { config, schema }, (request, reply) => answer(request, reply));
  app.get('/achievements/:id/versions/:version', { config, schema }, (request, reply) => {
    const { version } = request.params as { version: string };
    return answer(request, reply, /^[1-9]\d{0,5}$/.test(version) ? Number(version) : -1);
  });
  app.get('/institutions/:id', { config, schema }, async (request, reply) => {
    const institution = await institutions.read(idOf(request.params));
    const profiles = await issuers.listPublic(institution.id);
    const published = await achievements.listPublished(institution.id);
    const place = [institution.address?.addressLocality, institution.address?.addressRegion].filter(Boolean).join(', ');
    const logo = profiles.find(({ imageId }) => imageId !== null)?.imageId ?? undefined;
    const page = renderInstitutionPage({
      ...pageView(request, origin),
      name: institution.name,
      ...(institution.description !== undefined && { description: institution.description }),
      ...(institution.url !== undefined && { url: institution.url }),
      ...(place !== '' && { place }),
      ...(logo !== undefined && { image: { url: `/images/${logo}` } }),
      issuers: profiles.map(({ name, did, description, url }) => ({
        name,
        did,
        ...(description !== null && { description }),
        ...(url !== null && { url }),
      })),
      achievements: published.map(({ item, version: { content } }) => ({
        name: content.name,
        description: content.description,
        url: `/achievements/${item.id}`,
        ...(content.achievementType !== undefined && { type: content.achievementType }),
        ...(content.imageId !== undefined && { image: { url: `/images/${content.imageId}` } }),
      })),
    });
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

async function achievementView(
  found: AchievementVersion,
  { achievements, issuers }: CatalogCases,
): Promise<Omit<AchievementPageView, keyof PageView>> {
  const { content, rubric } = found;
  const issuer = await issuers.readPublic(content.issuerId);
  const prerequisites = await Promise.all(
    (content.prerequisites ?? []).map(async (id) => {
      const needed = await achievements.readVersion(id);
      return { name: needed.content.name, url: `/achievements/${id}` };
    }),
  );
  return {
    name: content.name,
    description: content.description,
    criteria: content.criteria.narrative,
    ...(content.imageId !== undefined && {
      image: {
        url: `/images/${content.imageId}`,
        ...(content.imageCaption !== undefined && { caption: content.imageCaption }),
      },
    }),
    issuer: { name: issuer.name, url: `/institutions/${found.institutionId}` },
    version: found.version,
    state: found.retired ? 'retired' : 'published',
    ...(content.achievementType !== undefined && { type: content.achievementType }),
    ...(content.creditsAvailable !== undefined && { credits: content.creditsAvailable }),
    ...(content.fieldOfStudy !== undefined && { fieldOfStudy: content.fieldOfStudy }),
    ...(content.inLanguage !== undefined && { inLanguage: content.inLanguage }),
    ...(content.validFor !== undefined && { validForMonths: content.validFor.months }),
    ...(content.tag !== undefined && { tags: content.tag }),
    rubric: {
      name: rubric.name,
      ...(rubric.description !== undefined && { description: rubric.description }),
      criteria: rubric.criteria.map((criterion) => ({
        name: criterion.name,
        ...(criterion.description !== undefined && { description: criterion.description }),
        ...(criterion.weight !== undefined && { weight: criterion.weight }),
        levels: orderedLevels(criterion).map((level) => ({
          name: level.name,
          points: level.points,
          ...(level.description !== undefined && { description: level.description }),
          required: level.id === criterion.requiredLevel,
        })),
      })),
    },
    evidenceRequirements: content.evidenceRequirements.map(({ id: _id, ...requirement }) => requirement),
    alignments: (content.alignment ?? []).map(({ targetName, targetUrl, targetFramework, targetCode }) => ({
      name: targetName,
      url: targetUrl,
      ...(targetFramework !== undefined && { framework: targetFramework }),
      ...(targetCode !== undefined && { code: targetCode }),
    })),
    prerequisites,
    versions: Array.from({ length: found.version }, (_, index) => ({
      version: index + 1,
      url: `/achievements/${found.id}/versions/${index + 1}`,
    })),
  };
}
