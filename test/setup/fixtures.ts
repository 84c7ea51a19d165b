// Things that many tests start from, made through the public API.
import sharp from 'sharp';
import type { ApiKeyView } from '../../src/access/api-key.ts';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { ImageView } from '../../src/catalog/images/images.ts';
import type { InstitutionView } from '../../src/catalog/institutions/institution.ts';
import type { IssuerView } from '../../src/catalog/issuers/issuer.ts';
import type { RubricView } from '../../src/catalog/rubrics/rubrics.ts';
import { keyScopes } from '../../src/kernel/principal.ts';
import type { KeyScope } from '../../src/kernel/principal.ts';
import { client } from './client.ts';
import type { Answer, Client } from './client.ts';
import type { TestApp } from './test-app.ts';

export interface TestInstitution {
  readonly id: string;
  /** Holds every scope. */
  readonly key: Client;
}

/** The body of an answer that must have this status; tells the problem otherwise. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- only the caller knows what its operation answers
export function expectStatus<T>(answer: Answer, status: number): T {
  if (answer.statusCode === status) return answer.json<T>();
  throw new Error(`Expected ${status}, got ${answer.statusCode}: ${answer.body}`);
}

export async function makeInstitution(test: TestApp, name = 'Plateau Teaching Cooperative'): Promise<TestInstitution> {
  const made = expectStatus<InstitutionView>(await test.operator.post('/v1/institutions', { name }), 201);
  return { id: made.id, key: await makeKey(test, made.id, keyScopes) };
}

export async function makeKey(test: TestApp, institutionId: string, scopes: readonly KeyScope[]): Promise<Client> {
  const url = `/v1/institutions/${institutionId}/api-keys`;
  const made = expectStatus<ApiKeyView>(await test.operator.post(url, { name: 'test', scopes }), 201);
  return client(test.app.http, made.secret);
}

export const rubricBody = {
  name: 'Planning a lesson for a multi-grade room',
  criteria: [
    {
      id: 'local-context',
      name: 'Builds on where pupils live',
      requiredLevel: 'proficient',
      levels: [
        { id: 'emerging', name: 'Emerging', description: 'Names the community.', points: 1 },
        { id: 'proficient', name: 'Proficient', description: 'Teaches with local people.', points: 2 },
        { id: 'leading', name: 'Leading', description: 'Pupils give something back.', points: 3 },
      ],
    },
    {
      id: 'differentiation',
      name: 'Reaches every grade in the room',
      weight: 2,
      requiredLevel: 'met',
      levels: [
        { id: 'not-yet', name: 'Not yet', points: 0 },
        { id: 'met', name: 'Met', points: 1 },
      ],
    },
  ],
};

export async function makeRubric(institution: TestInstitution, body: object = rubricBody): Promise<RubricView> {
  return expectStatus<RubricView>(await institution.key.post('/v1/rubrics', body), 201);
}

export async function makePublishedRubric(institution: TestInstitution, body?: object): Promise<RubricView> {
  const draft = await makeRubric(institution, body);
  return expectStatus<RubricView>(await institution.key.post(`/v1/rubrics/${draft.id}/publish`), 200);
}

export async function makeIssuer(institution: TestInstitution, more: object = {}): Promise<IssuerView> {
  const body = { name: 'Plateau Teaching Cooperative', url: 'https://plateau-teaching.example', ...more };
  return expectStatus<IssuerView>(await institution.key.post('/v1/issuers', body), 201);
}

/** What an achievement needs at least, scored by a rubric and signed by an issuer. */
export function achievementBody(issuer: IssuerView, rubric: RubricView) {
  return {
    issuerId: issuer.id,
    name: 'Planning for the multi-grade room',
    description: 'Plans, teaches and reviews a lesson for several grades in one room.',
    criteria: { narrative: 'Hand in a lesson plan and a look back.' },
    rubric: { id: rubric.id, version: rubric.version },
    evidenceRequirements: [{ id: 'looking-back', name: 'Looking back', kind: 'text', required: true }],
  };
}

export async function makePublishedAchievement(institution: TestInstitution): Promise<AchievementView> {
  const body = achievementBody(await makeIssuer(institution), await makePublishedRubric(institution));
  const draft = expectStatus<AchievementView>(await institution.key.post('/v1/achievements', body), 201);
  return expectStatus<AchievementView>(await institution.key.post(`/v1/achievements/${draft.id}/publish`), 200);
}

/** A real picture of the given size. */
export function picture(format: 'png' | 'jpeg' | 'webp' | 'gif', width = 40, height = 30): Promise<Buffer> {
  const background = { r: 20, g: 90, b: 60 };
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer();
}

export async function makeImage(institution: TestInstitution): Promise<ImageView> {
  const answer = await institution.key.send('POST', '/v1/images', await picture('png'), {
    'content-type': 'image/png',
  });
  return expectStatus<ImageView>(answer, 201);
}
