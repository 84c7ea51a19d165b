// If this fails, somebody gets a badge for work that they judged themselves, or past what the achievement asks for first.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  assess,
  handIn,
  issue,
  makeMember,
  makeRecipient,
  makeSchool,
  publishAchievement,
  reportBody,
} from '../setup/earning.ts';
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

test('422 an e-mail address is not taken as another identifier, where nobody would compare it', async () => {
  const identifiers = [{ identifierType: 'emailAddress', identifier: 'self@plateau.example' }];
  const answer = await school.key.post('/v1/recipients', { name: 'Sel Fer', identifiers });
  expectProblem(answer, 'rule-broken', { errors: ['/identifiers/0/identifierType use_email'] });
  const achievement = await publishAchievement(school);
  const report = reportBody(achievement.id, { recipient: { name: 'Sel Fer', identifiers } });
  expectProblem(await school.key.post('/v1/credentials', report), 'rule-broken', {
    errors: ['/recipient/identifiers/0/identifierType use_email'],
  });
});

test('403 G-05 a recipient whose address became the assessor’s after the assessment is not awarded', async () => {
  const achievement = await publishAchievement(school);
  const recipient = await makeRecipient(school);
  const { id } = await handIn(school, achievement.id, recipient.id);
  const member = await makeMember(school, ['assessor']);
  await assess({ ...school, assessor: school.key.as(member.id) }, id);
  const changed = await school.key.put(
    `/v1/recipients/${recipient.id}`,
    { name: recipient.name, email: member.email },
    recipient.version,
  );
  expectStatus(changed, 200);
  const answer = await school.approver.post(`/v1/submissions/${id}/decisions`, {
    outcome: 'awarded',
    reason: 'As the marks say.',
  });
  expectProblem(answer, 'forbidden', { code: 'self_award' });
});

test('409 a report does not get past prerequisites or the number of attempts', async () => {
  const first = await publishAchievement(school);
  const second = await publishAchievement(school, { prerequisites: [first.id] });
  expectProblem(await school.key.post('/v1/credentials', reportBody(second.id)), 'conflict', {
    code: 'prerequisite_missing',
  });

  const once = await publishAchievement(school, { assessmentPolicy: { decidedBy: 'approver', attempts: 1 } });
  const { id } = await makeRecipient(school);
  const { recipient: _, ...report } = { ...reportBody(once.id), recipientId: id };
  await issue(school, report);
  expectProblem(await school.key.post('/v1/credentials', report), 'conflict', { code: 'attempts_used' });
});

test('201 a link that is handed in twice, or leads to this deployment, stands in the badge without naming two things', async () => {
  const achievement = await publishAchievement(school);
  const own = `http://waymark.test/achievements/${achievement.id}/versions/1`;
  const url = 'https://work.example/portfolio';
  const evidence = [own, url, url].map((link, n) => ({ name: `Link ${n}`, url: link }));
  const { document } = await issue(school, reportBody(achievement.id, { evidence }));
  expect(document.evidence).toMatchObject([{ narrative: own }, { id: url }, { narrative: url }]);
  const { outcome } = (await api.anonymous.post('/v1/verifications', { credential: document })).json<{
    outcome: string;
  }>();
  expect(outcome).toBe('valid');
});

test('400 a leap second and a version that no counter reaches are refused, not tried', async () => {
  const achievement = await publishAchievement(school);
  const late = await school.key.post(
    '/v1/credentials',
    reportBody(achievement.id, { assessedAt: '2016-12-31T23:59:60Z' }),
  );
  expectProblem(late, 'validation-failed', { errors: ['/assessedAt format'] });
  const far = await school.key.post('/v1/credentials', reportBody(achievement.id, { version: 99_999_999_999 }));
  expect(far.statusCode).toBe(400);
});

test('404 what can be no id in the path of a page or a document, whatever bytes it holds', async () => {
  for (const path of ['credentials', 'achievements', 'institutions', 'images', 'status-lists']) {
    for (const id of ['%00', 'a%00b', 'cred_%00', '..%2f..']) {
      expect([path, id, (await api.anonymous.get(`/${path}/${id}`)).statusCode]).toEqual([path, id, 404]);
    }
  }
  expect((await api.anonymous.get('/issuers/%00/did.json')).statusCode).toBe(404);
});

test('400 filters and cursors that no row could match', async () => {
  for (const query of ['subjectId=%00', 'event=%00', 'cursor=MDAwMC0wMS0wMVQwMDowMDowMC4wMDBaIGE']) {
    expect([query, (await school.key.get(`/v1/audit-entries?${query}`)).statusCode]).toEqual([query, 400]);
  }
});
