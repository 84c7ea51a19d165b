// If this fails, a caller gets past the request limit, a key outlives the one that made it, or a link or a person is
// taken in that no badge can name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiKeyView } from '../../src/access/api-key.ts';
import { client } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody, startSubmission } from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
});
afterAll(() => api.close());

test('400 a link that no program can take apart, or that carries an account, is refused before anyone assesses it', async () => {
  const link = { id: 'work', name: 'The work', kind: 'link', required: true };
  const achievement = await publishAchievement(school, { evidenceRequirements: [link] });
  const { id } = await startSubmission(school, achievement.id);
  for (const url of ['http://a@b:99999/', 'https://someone:secret@work.example/', 'http://[::1/']) {
    const answer = await school.key.post(`/v1/submissions/${id}/evidence`, { requirement: 'work', url });
    expect([url, answer.statusCode]).toEqual([url, 400]);
  }
  const url = 'https://work.example/a?b=c#d';
  expectStatus(await school.key.post(`/v1/submissions/${id}/evidence`, { requirement: 'work', url }), 201);
});

test('409 a report does not pass over what it says of a person who is known otherwise', async () => {
  const achievement = await publishAchievement(school);
  const person = { name: 'Kim Known', email: 'kim.known@plateau.example' };
  await issue(school, reportBody(achievement.id, { recipient: person }));
  const did = 'did:key:z6MkoH9xTuSubC729ifDKm3fnjVwiwfLLkFuJh7Mhw1Ekmxw';
  const answer = await school.key.post(
    '/v1/credentials',
    reportBody(achievement.id, { recipient: { ...person, did } }),
  );
  expectProblem(answer, 'conflict', { code: 'recipient_differs' });
  await issue(school, reportBody(achievement.id, { recipient: person }));
});

test('201 a key lives no longer than the one that made it', async () => {
  const url = `/v1/institutions/${school.id}/api-keys`;
  const scopes = ['keys:manage'];
  const short = expectStatus<ApiKeyView>(await api.operator.post(url, { name: 'short', scopes, daysValid: 1 }), 201);
  const maker = client(api.app.http, short.secret);
  const made = expectStatus<ApiKeyView>(await maker.post(url, { name: 'long', scopes, daysValid: 730 }), 201);
  expect(made.expiresAt).toBe(short.expiresAt);
});

test('429 requests count that are refused before their body is read, and paths that lead nowhere', async () => {
  const strict = await openTestApp({ environment: { WAYMARK_REQUESTS_PER_MINUTE: '5' } });
  try {
    const ask = async (path: string): Promise<number[]> => {
      const answers: number[] = [];
      for (let n = 0; n < 7; n++) {
        const headers = { 'content-type': 'application/json' };
        answers.push((await strict.anonymous.send('POST', path, '{"a":', headers)).statusCode);
      }
      return answers;
    };
    expect(await ask('/v1/verifications')).toEqual([400, 400, 400, 400, 400, 429, 429]);
    expect((await ask('/nowhere')).slice(-2)).toEqual([429, 429]);
    expect((await strict.anonymous.get('/health/live')).statusCode).toBe(200);
  } finally {
    await strict.close();
  }
});

test('429 links are fewer than requests, and counted together for the page and the API', async () => {
  const strict = await openTestApp({ environment: { WAYMARK_REQUESTS_PER_MINUTE: '20' } });
  try {
    const url = 'https://127.0.0.1/badge';
    const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };
    const onPage = async (): Promise<number> =>
      (await strict.anonymous.send('POST', '/verify', new URLSearchParams({ url }).toString(), form)).statusCode;
    const byApi = async (): Promise<number> => (await strict.anonymous.post('/v1/verifications', { url })).statusCode;
    expect([await onPage(), await byApi()].filter((status) => status === 429)).toEqual([]);
    expect([await onPage(), await byApi()]).toEqual([429, 429]);
  } finally {
    await strict.close();
  }
});
