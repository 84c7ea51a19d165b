// Guarantee: started with another master key, Waymark says so and harms nothing: it issues nothing, overwrites nothing
// and goes on verifying; with the right key everything is as before.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import { task } from '../../src/kernel/principal.ts';
import type { VerificationReport } from '../../src/verification/report.ts';
import { client } from '../setup/client.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { openNodes } from '../setup/nodes.ts';
import type { Nodes } from '../setup/nodes.ts';
import { expectProblem } from '../setup/problems.ts';
import { rowsOf } from '../setup/rows.ts';
import type { Rows } from '../setup/rows.ts';
import { appOver } from '../setup/seeded-database.ts';
import type { TestApp } from '../setup/test-app.ts';

const otherMasterKey = 'ffeeddccbbaa99887766554433221100efdecdbcab9a89786756453423120100';

describeOnEachEngine('M-02 with another master key', (engine) => {
  let nodes: Nodes;
  let seed: IssuingSeed;
  let earlier: CredentialView;
  let decisionId: string;
  let before: Rows;
  let wrong: TestApp;

  beforeAll(async () => {
    nodes = await openNodes(engine, {}, { workers: false });
    seed = await seedIssuing(nodes.first, 1);
    const institution = client(nodes.first.app.http, seed.key);
    const report = passingReport(seed.achievementId, 'Ana Reyes');
    earlier = expectStatus(await institution.post('/v1/credentials', report), 201);
    const url = `/v1/submissions/${seed.submissions[0]?.id}/decisions`;
    const ruling = { outcome: 'awarded', reason: 'All criteria are met.' };
    const decided = await institution.as(seed.approverIds[0]).post(url, ruling);
    decisionId = expectStatus<{ id: string }>(decided, 201).id;
    before = await rowsOf(nodes.first.database);
    wrong = await appOver(nodes.first.database, nodes.first.dataDir, {}, { WAYMARK_MASTER_KEY: otherMasterKey });
  }, 90_000);
  afterAll(async () => {
    await wrong.close();
    await nodes.close();
  });

  it('503 it is not ready, and says which check fails', async () => {
    const answer = await wrong.anonymous.get('/health/ready');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ checks: { database: true, masterKey: false } });
  });

  it('503 key-unavailable for every call that shows a key, the operator’s too', async () => {
    const institution = client(wrong.app.http, seed.key);
    const report = passingReport(seed.achievementId, 'Ben Iron Cloud');
    const answers = [
      await institution.post('/v1/credentials', report, { 'idempotency-key': 'workshop-10' }),
      await institution.get(`/v1/credentials/${earlier.id}`),
      await institution.as(seed.assessorId).get('/v1/submissions'),
      await wrong.operator.post('/v1/institutions', { name: 'Sand Hills Workshop' }),
      await client(wrong.app.http, 'wmk_no-key-at-all').get('/v1/rubrics'),
    ];
    for (const answer of answers) expectProblem(answer, 'key-unavailable', { code: 'master_key_mismatch' });
  });

  it('an award that waits is not signed, and stays', async () => {
    const call = { principal: task('issue-credential'), requestId: 'test', operation: 'task issue-credential' };
    const issuing = wrong.app.services.issueCredential.issue(seed.institutionId, decisionId, call);
    await expect(issuing).rejects.toMatchObject({ slug: 'key-unavailable', status: 503 });
  });

  it('verification works, and what is public is served', async () => {
    const answer = await wrong.anonymous.post('/v1/verifications', { url: earlier.url });
    expect(expectStatus<VerificationReport>(answer, 200).outcome).toBe('valid');
    expect((await wrong.anonymous.get(`/credentials/${earlier.id}/credential.json`)).statusCode).toBe(200);
  });

  it('nothing was overwritten: no row is new or changed, and the right key goes on', async () => {
    expect(await rowsOf(nodes.first.database)).toEqual(before);
    const institution = client(nodes.first.app.http, seed.key);
    const report = passingReport(seed.achievementId, 'Cora Yazzie');
    expect((await institution.post('/v1/credentials', report)).statusCode).toBe(201);
    expect((await nodes.first.operator.get('/v1/institutions')).statusCode).toBe(200);
  });
});
