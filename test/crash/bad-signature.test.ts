// Guarantee: a signer that answers noise publishes nothing. What was drawn for it is burned, an alarm is counted, and
// the award still becomes exactly one credential once the signer is well again.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { VerificationReport } from '../../src/verification/report.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { given } from '../setup/given.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { noisyKeys } from '../setup/key-drivers.ts';
import { openNodes } from '../setup/nodes.ts';
import type { Nodes } from '../setup/nodes.ts';
import { expectProblem } from '../setup/problems.ts';
import { bitIn } from '../setup/served-lists.ts';
import { programKeys, storedIssues } from '../setup/stored-credentials.ts';

describeOnEachEngine('a signer that answers 64 random bytes', (engine) => {
  const keys = noisyKeys(programKeys());
  /** Moved on by hand, so that nothing waits for the hours of a back-off. */
  let hours: number;
  let nodes: Nodes;
  let seed: IssuingSeed;
  let institution: Client;

  beforeEach(async () => {
    hours = 0;
    const clock = { now: () => new Date(Date.now() + hours * 3_600_000) };
    nodes = await openNodes(engine, { keys, clock }, { workers: false });
    seed = await seedIssuing(nodes.first, 0);
    institution = client(nodes.first.app.http, seed.key);
  }, 90_000);
  afterEach(async () => {
    keys.garble(undefined);
    await nodes.close();
  });

  const report = () => passingReport(seed.achievementId, 'Ana Reyes');
  const headers = { 'idempotency-key': 'workshop-9' };
  const stored = () => storedIssues(nodes.first.database, seed.achievementId);
  const alarms = async () => (await nodes.first.operator.get('/metrics')).body.match(/^waymark_alarms_total\{.*$/gm);

  it(
    'G-08 503 publishes nothing, burns the index, counts an alarm; the award is tried again by itself',
    {
      timeout: 120_000,
    },
    async () => {
      keys.garble('assertion');
      const refused = await institution.post('/v1/credentials', report(), headers);
      expectProblem(refused, 'signing-failed');
      expect(refused.headers['retry-after']).toBe('10');
      const burned = await stored();
      expect(burned.credentials.map(({ state, signedDocument }) => ({ state, signedDocument }))).toEqual([
        { state: 'burned', signedDocument: null },
      ]);
      const first = given(burned.credentials[0], 'credential');
      const lost = given(burned.entries[0], 'status entry');
      expect(lost.value).toBe(true);
      expect((await nodes.first.anonymous.get(`/credentials/${first.id}/credential.json`)).statusCode).toBe(404);
      expect(await alarms()).toEqual(['waymark_alarms_total{what="signature_not_good"} 1']);

      keys.garble(undefined);
      hours = 1;
      await nodes.first.app.startWorker();
      const published = await eventually('the award to be published', async () => {
        const found = await stored();
        return found.credentials.find(({ state }) => state === 'published');
      });
      const after = await stored();
      expect(after.decisions).toHaveLength(1);
      expect(after.credentials).toHaveLength(2);
      expect(after.entries.filter(({ value }) => value)).toEqual([lost]);
      const won = given(
        after.entries.find(({ credentialId }) => credentialId === published.id),
        'status entry',
      );
      expect(won.index).not.toBe(lost.index);
      const list = await eventually('the list to show the burned index', async () => {
        const { body } = await nodes.first.anonymous.get(`/status-lists/${lost.listId}`);
        return bitIn(body, lost.index) ? body : undefined;
      });
      expect(bitIn(list, won.index)).toBe(false);

      const repeated = await institution.post('/v1/credentials', report(), headers);
      expect(expectStatus<CredentialView>(repeated, 201)).toMatchObject({ id: published.id, state: 'published' });
      const verified = await nodes.first.anonymous.post('/v1/verifications', {
        url: `${published.origin}/credentials/${published.id}`,
      });
      expect(verified.json<VerificationReport>().outcome).toBe('valid');
      expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
    },
  );

  it(
    'G-08 the same request, repeated when the signer is well, answers the credential of the same award',
    {
      timeout: 120_000,
    },
    async () => {
      keys.garble('assertion');
      for (let n = 0; n < 2; n++)
        expectProblem(await institution.post('/v1/credentials', report(), headers), 'signing-failed');
      keys.garble(undefined);
      const view = expectStatus<CredentialView>(await institution.post('/v1/credentials', report(), headers), 201);
      const { decisions, credentials } = await stored();
      expect(decisions).toHaveLength(1);
      expect(credentials.filter(({ state }) => state !== 'burned').map(({ id }) => id)).toEqual([view.id]);
      expect(new Set((await stored()).entries.map(({ index }) => index)).size).toBe(credentials.length);
      expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
    },
  );

  it(
    'G-08 a status list whose signature is noise is not published, and nothing is issued into it',
    {
      timeout: 120_000,
    },
    async () => {
      keys.garble('status');
      expectProblem(await institution.post('/v1/credentials', report(), headers), 'signing-failed', {
        code: 'status_list',
      });
      const { credentials, lists } = await stored();
      expect(credentials.map(({ state }) => state)).toEqual(['prepared']);
      expect(lists.map(({ publishedVersion, signedDocument }) => ({ publishedVersion, signedDocument }))).toEqual([
        { publishedVersion: 0, signedDocument: null },
      ]);
      expect(await alarms()).toEqual(['waymark_alarms_total{what="signature_not_good"} 1']);
      keys.garble(undefined);
      const view = expectStatus<CredentialView>(await institution.post('/v1/credentials', report(), headers), 201);
      expect(view.id).toBe(credentials[0]?.id);
      expect((await nodes.first.app.services.fsck()).findings).toEqual([]);
    },
  );
});
