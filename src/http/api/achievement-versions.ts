// The life of an achievement's versions: publish, start a new one, retire.
import type { Achievements } from '../../catalog/achievements/achievements.ts';
import { versionTag } from '../../catalog/versions/versioned-things.ts';
import { keyCall } from '../principal.ts';
import { AchievementAnswer, achievementExample } from './achievement-schemas.ts';
import { created, tagged } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import {
  Closed,
  Id,
  actingHeaders,
  answer,
  creatingHeaders,
  creatingProblems,
  problemAnswers,
  security,
  usualProblems,
} from './fields.ts';
import { withoutBody } from './without-body.ts';

const params = Closed({ achievementId: Id('achievement') });
const tags = ['Achievements'];
const publishedExample = { ...achievementExample, state: 'published', publishedAt: '2026-11-25T13:20:00.000Z' };

export function achievementVersionRoutes(app: ApiServer, achievements: Achievements): void {
  app.post('/v1/achievements/:achievementId/publish', {
    config: { operation: 'achievements.publish' },
    preValidation: withoutBody,
    schema: {
      operationId: 'publishAchievement',
      tags,
      security,
      summary: 'Publish an achievement',
      description:
        'The latest version becomes public and never changes again; its rubric version must be published before. ' +
        'Publishing twice is the same as once.',
      params,
      headers: actingHeaders,
      response: {
        200: answer('The published version', AchievementAnswer, publishedExample),
        ...problemAnswers(...usualProblems, 'not-found', 'conflict', 'stale-version', 'rule-broken'),
      },
    },
    handler: async (request, reply) => {
      const published = await achievements.publish(keyCall(request), request.params.achievementId);
      return tagged(reply, versionTag(published), published);
    },
  });
  app.post('/v1/achievements/:achievementId/versions', {
    config: { operation: 'achievements.new-version' },
    preValidation: withoutBody,
    schema: {
      operationId: 'createAchievementVersion',
      tags,
      security,
      summary: 'Start a new version of an achievement',
      description: 'A draft that begins as a copy of the published version. Badges of older versions stay as they are.',
      params,
      headers: creatingHeaders,
      response: {
        201: answer('The new draft', AchievementAnswer, { ...achievementExample, version: 2, latestVersion: 2 }),
        ...problemAnswers(...creatingProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const added = await achievements.newVersion(keyCall(request), request.params.achievementId);
      created(reply, `/v1/achievements/${added.id}?version=${added.version}`);
      return tagged(reply, versionTag(added), added);
    },
  });
  app.post('/v1/achievements/:achievementId/retire', {
    config: { operation: 'achievements.retire' },
    preValidation: withoutBody,
    schema: {
      operationId: 'retireAchievement',
      tags,
      security,
      summary: 'Retire an achievement',
      description:
        'Nothing new can be started with it; badges that were awarded stay. Retiring twice is the same as once.',
      params,
      headers: actingHeaders,
      response: {
        200: answer('The retired achievement', AchievementAnswer, { ...publishedExample, state: 'retired' }),
        ...problemAnswers(...usualProblems, 'not-found'),
      },
    },
    handler: async (request, reply) => {
      const retired = await achievements.retire(keyCall(request), request.params.achievementId);
      return tagged(reply, versionTag(retired), retired);
    },
  });
}
