// Guarantee: what was answered with success is not lost when the process dies right after it. A revocation reaches the
// published list, and every credential that a caller was told of is there.
import { afterAll, beforeAll, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { VerificationReport } from '../../src/verification/report.ts';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { client } from '../setup/client.ts';
import { given } from '../setup/given.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { startProgram } from '../setup/program.ts';
import type { RunningProgram } from '../setup/program.ts';
import { appOver, seedDatabase } from '../setup/seeded-database.ts';
import type { SeededDatabase } from '../setup/seeded-database.ts';
import { bitAt } from '../setup/served-lists.ts';
import { storedIssues } from '../setup/stored-credentials.ts';
import { dieAt, expectFsck } from './aftermath.ts';

const REPORTS = 24;
const ACKNOWLEDGED_BEFORE_DEATH = 8;

interface Seed extends IssuingSeed {
  readonly earlier: CredentialView;
}

describeOnEachEngine('killed after an answer', (engine) => {
  let program: BuiltProgram;
  let seeded: SeededDatabase<Seed>;

  beforeAll(async () => {
    program = await buildProgram();
    seeded = await seedDatabase(engine, async (test): Promise<Seed> => {
      const seed = await seedIssuing(test, 0);
      const report = passingReport(seed.achievementId, 'Ada Okafor');
      const answer = await client(test.app.http, seed.key).post('/v1/credentials', report);
      return { ...seed, earlier: expectStatus<CredentialView>(answer, 201) };
    });
  }, 120_000);
  afterAll(async () => {
    await seeded.remove();
    program.remove();
  });

  it(
    'N6 N7 X1 after-list-signed: a revocation is in the list after the restart',
    { timeout: 300_000 },
    async (context) => {
      const { expect, onTestFinished } = context;
      const { key, earlier, achievementId } = seeded.seed;
      const database = await seeded.copy();
      onTestFinished(() => database.remove());
      await dieAt(expect, program, database, 'after-list-signed', (server) =>
        server.caller(key).post(`/v1/credentials/${earlier.id}/revoke`, { reason: 'Awarded to the wrong person.' }),
      );
      const { left, findings } = await database.within(async (open) => {
        const test = await appOver(open, database.dataDir);
        const checked = await test.app.services.fsck();
        await test.close();
        return { left: await storedIssues(open, achievementId), findings: checked.findings };
      });
      // A list that lags behind while a task waits for it is no damage.
      expect(findings).toEqual([]);
      expect(left.credentials.map(({ status }) => status)).toEqual(['revoked']);
      expect(left.lists.map(({ wantedVersion, publishedVersion }) => wantedVersion - publishedVersion)).toEqual([1]);
      const entry = given(left.entries[0], 'status entry');

      const server = await startProgram(program, database.environment);
      onTestFinished(async () => void (await server.kill()));
      await eventually('the list to show the revocation', async () => (await bitAt(server, entry)) || undefined);
      const verified = await server.caller().post('/v1/verifications', { url: earlier.url });
      const { outcome, checks } = verified.json<VerificationReport>();
      expect(outcome).toBe('invalid');
      expect(checks.find(({ check }) => check === 'status')).toMatchObject({ outcome: 'fail', code: 'revoked' });
      await expectFsck(expect, server);
    },
  );

  it(
    'N12 N13 I-09 X1 under load: every credential that was acknowledged is there, and a repeat finds it',
    {
      timeout: 300_000,
    },
    async ({ expect, onTestFinished }) => {
      const { key, achievementId } = seeded.seed;
      const database = await seeded.copy();
      onTestFinished(() => database.remove());
      const ask = (server: RunningProgram, n: number) =>
        server
          .caller(key)
          .post('/v1/credentials', passingReport(achievementId, `Learner ${n}`), { 'idempotency-key': `load-${n}` });

      const first = await startProgram(program, database.environment);
      onTestFinished(async () => void (await first.kill()));
      const acknowledged = new Map<number, string>();
      const asked = Array.from({ length: REPORTS }, async (_, n) => {
        const answer = await ask(first, n);
        if ([201, 202].includes(answer.status)) acknowledged.set(n, answer.json<CredentialView>().id);
      });
      const settled = Promise.allSettled(asked);
      await eventually('some credentials', () => acknowledged.size >= ACKNOWLEDGED_BEFORE_DEATH || undefined);
      expect(await first.kill()).toMatchObject({ signal: 'SIGKILL' });
      await settled;

      const second = await startProgram(program, database.environment);
      onTestFinished(async () => void (await second.kill()));
      for (const [n, id] of acknowledged) {
        const read = await eventually(`the credential of request ${n}`, async () => {
          const answer = await second.caller(key).get(`/v1/credentials/${id}`);
          // 202 promised to sign it soon; it is there at once.
          expect(answer.status, answer.text).toBe(200);
          return answer.json<CredentialView>().state === 'published' ? answer : undefined;
        });
        expect(read.json()).toMatchObject({ id });
      }
      for (let n = 0; n < REPORTS; n++) {
        const id = await eventually(`request ${n} to be answered`, async () => {
          const answer = await ask(second, n);
          return answer.status === 201 ? answer.json<CredentialView>().id : undefined;
        });
        expect(id).toBe(acknowledged.get(n) ?? id);
      }
      await expectFsck(expect, second);
      expect(await second.stop()).toMatchObject({ code: 0 });
      const left = await database.within((open) => storedIssues(open, achievementId));
      expect(left.credentials).toHaveLength(REPORTS + 1);
      expect(new Set(left.credentials.map(({ state }) => state))).toEqual(new Set(['published']));
      expect(new Set(left.entries.map(({ listId, index }) => `${listId} ${index}`)).size).toBe(REPORTS + 1);
    },
  );
});
