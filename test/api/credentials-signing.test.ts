// If this fails, a badge is served that differs from what was signed, is signed twice, or is lost when signing is slow.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AchievementView } from '../../src/catalog/achievements/achievements.ts';
import type { CredentialView } from '../../src/credentials/credential.ts';
import { statusListEntries } from '../../src/credentials/status/status-list-table.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import type { Page } from '../../src/kernel/page.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { credentialOf, issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { verdictOn } from '../setup/verdicts.ts';
import { watchedKeys } from '../setup/watched-keys.ts';

describeOnEachEngine('signing', (engine) => {
  const keys = watchedKeys();
  let api: TestApp;
  let school: School;
  let achievement: AchievementView;
  beforeAll(async () => {
    api = await openTestApp({ engine, keys: keys.driver });
    school = await makeSchool(api);
    achievement = await publishAchievement(school);
  });
  afterAll(() => api.close());

  const post = (body: object, key: string) => school.key.post('/v1/credentials', body, { 'idempotency-key': key });
  const read = async (id: string): Promise<IssuedCredential> =>
    expectStatus<IssuedCredential>(await school.key.get(`/v1/credentials/${id}`), 200);

  test('200 B-34 the document comes back byte for byte after the database, under the digest it was signed with', async () => {
    const name = 'Zażółć 85.0 “quoted” \u2028 😀 e\u0301 <b>&amp;</b> \\ / ';
    const odd = await publishAchievement(school, { name, description: name, creditsAvailable: 85 });
    const evidence = [{ name, url: 'https://a.example/?q=%C5%BC&x=1.10', description: `${name}\n\t` }];
    const made = await issue(school, reportBody(odd.id, { evidence, narrative: name }));
    for (const url of [`/credentials/${made.id}`, `/credentials/${made.id}/credential.json`]) {
      const answer = await api.anonymous.get(url, { accept: 'application/vc' });
      expect(sha256Hex(answer.rawPayload)).toBe(made.sha256);
      expect(answer.headers.etag).toBe(`"${made.sha256}"`);
      expect(answer.rawPayload.toString('utf8')).toBe(JSON.stringify(made.document));
    }
    expect(made.document.name).toBe(name);
    expect(await verdictOn(api, made.document)).toBe('valid');
  });

  test('202 with its Location when signing takes longer than two seconds; 201 and the same badge later', async () => {
    const signings = keys.signings();
    const release = keys.hold();
    const body = reportBody(achievement.id);
    const answer = await post(body, 'slow');
    const waiting = expectStatus<CredentialView>(answer, 202);
    expect(answer.headers.location).toBe(`/v1/credentials/${waiting.id}`);
    expect(waiting).toMatchObject({ state: 'prepared', status: 'active' });
    expect((await read(waiting.id)).document).toBeUndefined();
    expectProblem(await api.anonymous.get(`/credentials/${waiting.id}`), 'not-found');
    const refusal = await school.key.post(`/v1/credentials/${waiting.id}/revoke`, { reason: 'Too early' });
    expectProblem(refusal, 'conflict', { code: 'not_published' });
    release();
    const made = await credentialOf(school, waiting.decisionId);
    expect(made.id).toBe(waiting.id);
    expect(await verdictOn(api, made.document)).toBe('valid');
    expect(expectStatus(await post(body, 'slow'), 201)).toEqual(made);
    expect(keys.signings()).toBe(signings + 1);
  });

  test('503 G-08 a signature that is not good is never published: its place is burned, and the award gets another badge', async () => {
    keys.spoil(() => new Uint8Array(64).fill(7));
    const body = reportBody(achievement.id);
    const answer = await post(body, 'spoiled');
    expectProblem(answer, 'signing-failed', { code: 'signature' });
    expect(answer.headers['retry-after']).toBe('10');
    const list = await school.key.get(`/v1/credentials?achievementId=${achievement.id}&limit=100`);
    const burned = expectStatus<Page<CredentialView>>(list, 200).items.filter(({ state }) => state === 'burned');
    expect(burned).toHaveLength(1);
    const id = burned[0]?.id ?? '';
    expectProblem(await api.anonymous.get(`/credentials/${id}`), 'not-found');
    const entries = await api.database.read(deployment, ({ db }) => db.select().from(statusListEntries));
    expect(entries.filter((entry) => entry.credentialId === id).map(({ value }) => value)).toEqual([true]);
    expect((await api.operator.get('/metrics')).body).toContain('waymark_alarms_total{what="signature_not_good"} 1');
    keys.mend();
    const made = expectStatus<IssuedCredential>(await post(body, 'spoiled'), 201);
    expect(made.id).not.toBe(id);
    expect(made.decisionId).toBe(burned[0]?.decisionId);
    expect(await verdictOn(api, made.document)).toBe('valid');
    expect(entries.map((entry) => entry.index)).not.toContain(
      Number((made.document as { credentialStatus: { statusListIndex: string } }).credentialStatus.statusListIndex),
    );
  });

  test('202 a request and the worker that finish one badge at the same time leave one badge, with the same bytes', async () => {
    const release = keys.hold();
    const waiting = expectStatus<CredentialView>(await post(reportBody(achievement.id), 'left'), 202);
    await api.app.startWorker();
    release();
    const made = await credentialOf(school, waiting.decisionId);
    expect(made.id).toBe(waiting.id);
    expect(sha256Hex(JSON.stringify(made.document))).toBe(made.sha256);
    expect(await read(made.id)).toEqual(made);
    const list = await school.key.get(`/v1/credentials?decisionId=${waiting.decisionId}`);
    expect(expectStatus<Page<CredentialView>>(list, 200).items).toHaveLength(1);
  });
});
