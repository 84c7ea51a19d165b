// /v1/achievements: what can be earned, authored in versions.
import type { Achievements } from '../../catalog/achievements/achievements.ts';
import { versionTag } from '../../catalog/versions/versioned-things.ts';
import { keyCall, readVersion } from '../principal.ts';
import { AchievementAnswer, AchievementBody, achievementExample } from './achievement-schemas.ts';
import { achievementVersionRoutes } from './achievement-versions.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Closed,
  Id,
  answer,
  bodyProblems,
  changingHeaders,
  creatingHeaders,
  creatingProblems,
  pageOfItems,
  pageQuery,
  pageRequest,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';
import { versionQuery } from './rubric-schemas.ts';

const params = Closed({ achievementId: Id('achievement') });
const tags = ['Achievements'];

export function achievementRoutes(app: ApiServer, achievements: Achievements): void {
  app.post('/v1/achievements', {
    config: { operation: 'achievements.create' },
    schema: {
      operationId: 'createAchievement',
      tags,
      security,
      summary: 'Create an achievement',
      description: 'As a draft, with the rubric version it is scored with and the evidence it asks for.',
      headers: creatingHeaders,
      body: AchievementBody,
      response: {
        201: answer('The draft', AchievementAnswer, achievementExample),
        ...problemAnswers(...creatingProblems, 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const made = await achievements.create(keyCall(request), request.body);
      created(reply, `/v1/achievements/${made.id}`);
      return tagged(reply, versionTag(made), made);
    },
  });
  app.get('/v1/achievements', {
    config: { operation: 'achievements.list' },
    schema: {
      operationId: 'listAchievements',
      tags,
      security,
      summary: 'List achievements',
      description: 'The achievements of the institution in their latest versions, newest first.',
      querystring: Closed(pageQuery),
      response: {
        200: answer('A page of achievements', pageOfItems(AchievementAnswer), { items: [achievementExample] }),
        ...problemAnswers(...usualProblems),
      },
    },
    handler: (request) => achievements.list(keyCall(request), pageRequest(request.query)),
  });
  app.get('/v1/achievements/:achievementId', {
    config: { operation: 'achievements.read' },
    schema: {
      operationId: 'readAchievement',
      tags,
      security,
      summary: 'Read an achievement',
      description: 'Its latest version, or the one that is asked for.',
      params,
      querystring: versionQuery,
      response: {
        200: answer('The achievement', AchievementAnswer, achievementExample),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const found = await achievements.read(keyCall(request), request.params.achievementId, request.query.version);
      return tagged(reply, versionTag(found), found);
    },
  });
  app.put('/v1/achievements/:achievementId', {
    config: { operation: 'achievements.update' },
    schema: {
      operationId: 'updateAchievement',
      tags,
      security,
      summary: 'Change a draft of an achievement',
      description: 'Replaces the latest version as long as it is a draft.',
      params,
      headers: changingHeaders,
      body: AchievementBody,
      response: {
        200: answer('The changed draft', AchievementAnswer, { ...achievementExample, revision: 2 }),
        ...problemAnswers(...bodyProblems, 'not-found', 'conflict', 'stale-version', 'version-required', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const { achievementId } = request.params;
      const changed = await achievements.update(keyCall(request), achievementId, request.body, readVersion(request));
      return tagged(reply, versionTag(changed), changed);
    },
  });
  achievementVersionRoutes(app, achievements);
}
