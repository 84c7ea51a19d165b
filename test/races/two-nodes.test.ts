// Guarantee: any number of nodes may work on one database at once. Each pass becomes one credential with a status index
// of its own, whoever was faster; and indexes tell nothing about the order of issuing.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import { task } from '../../src/kernel/principal.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import type { FsckReport } from '../../src/stewardship/fsck/report.ts';
import { minimumListSize } from '../../src/standards/bitstring.ts';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { client } from '../setup/client.ts';
import { engines } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { startProgram } from '../setup/program.ts';
import { appOver, seedDatabase } from '../setup/seeded-database.ts';
import type { SeededDatabase } from '../setup/seeded-database.ts';
import { indexesInOrder, storedIssues, waitingTasks } from '../setup/stored-credentials.ts';
import type { StoredIssue } from '../setup/stored-credentials.ts';
import type { TestApp } from '../setup/test-app.ts';
import { lookRandom } from './random-order.ts';

const PASSES = 200;
/** For so many of them both nodes are asked at the same moment. */
const AT_ONCE = 40;

interface Seed extends IssuingSeed {
  readonly decisionIds: readonly string[];
}

describe.skipIf(!engines.includes('postgres'))('two nodes with the same 200 passes, on postgres', () => {
  let program: BuiltProgram;
  let seeded: SeededDatabase<Seed>;

  beforeAll(async () => {
    program = await buildProgram();
    seeded = await seedDatabase('postgres', seed);
  }, 180_000);
  afterAll(async () => {
    await seeded.remove();
    program.remove();
  });

  it('I-07 X7 N2 N3 E-19 as processes: 200 credentials, 200 indexes in no order', { timeout: 300_000 }, async () => {
    const database = await seeded.copy();
    // Each task is there twice: the second goes to whichever node asks next, while the first is still worked on.
    await database.within((open) =>
      open.write(deployment, (tx) =>
        tx.db.execute(sql`insert into outbox_tasks (id, task, dedupe_key, payload, created_at, available_at)
          select id || 'x', task, dedupe_key, payload, created_at, available_at from outbox_tasks`),
      ),
    );
    const nodes = await Promise.all([1, 2].map(() => startProgram(program, database.environment)));
    try {
      await database.within(async (open) => {
        const done = async () => (await waitingTasks(open)) === 0 || undefined;
        await eventually('all tasks to be done', done, 120_000);
        expectOnePerPass(await storedIssues(open, seeded.seed.achievementId), PASSES);
        const indexes = await indexesInOrder(open);
        expect(indexes).toHaveLength(PASSES);
        expect(lookRandom(indexes, minimumListSize)).toEqual({ adjacent: true, runs: true, spread: true });
      });
      const report = await nodes[1]?.operator.post('/v1/operator/fsck');
      expect(report?.json<FsckReport>()).toMatchObject({ ok: true, findings: [] });
      for (const node of nodes) expect(await node.stop()).toMatchObject({ code: 0 });
    } finally {
      for (const node of nodes) await node.kill();
      await database.remove();
    }
  });

  it(
    'I-03 I-07 X7 N2 N3 asked for one pass at the same moment: both answer the same credential',
    {
      timeout: 300_000,
    },
    async () => {
      const database = await seeded.copy();
      const nodes = await Promise.all(
        [1, 2].map(async () => {
          const open = await database.open();
          return { open, test: await appOver(open, database.dataDir) };
        }),
      );
      try {
        const { decisionIds, institutionId, achievementId } = seeded.seed;
        const call = { principal: task('issue-credential'), requestId: 'race', operation: 'task issue-credential' };
        let looking: Promise<FsckReport> | undefined;
        for (const [place, decisionId] of decisionIds.slice(0, AT_ONCE).entries()) {
          // The checker, looking while issuing goes on, finds nothing either.
          if (place === AT_ONCE / 2) looking = nodes[0]?.test.app.services.fsck();
          const [one, other] = await Promise.all(
            nodes.map(({ test }) => test.app.services.issueCredential.issue(institutionId, decisionId, call)),
          );
          expect(one?.id).toBe(other?.id);
          expect(one?.state).toBe('published');
        }
        expect((await looking)?.findings).toEqual([]);
        await database.within(async (open) => expectOnePerPass(await storedIssues(open, achievementId), AT_ONCE));
        expect((await nodes[1]?.test.app.services.fsck())?.findings).toEqual([]);
      } finally {
        for (const { open, test } of nodes) {
          await test.close();
          await open.close();
        }
        await database.remove();
      }
    },
  );
});

function expectOnePerPass({ credentials, entries }: StoredIssue, passes: number): void {
  expect(credentials).toHaveLength(passes);
  expect(new Set(credentials.map(({ state }) => state))).toEqual(new Set(['published']));
  expect(new Set(credentials.map(({ decisionId }) => decisionId)).size).toBe(passes);
  expect(entries).toHaveLength(passes);
  expect(new Set(entries.map(({ listId, index }) => `${listId} ${index}`)).size).toBe(passes);
}

/** 200 awarded decisions whose tasks wait for a worker. */
async function seed(test: TestApp): Promise<Seed> {
  const seeded = await seedIssuing(test, PASSES);
  const approver = client(test.app.http, seeded.key, seeded.approverIds[0]);
  const ruling = { outcome: 'awarded', reason: 'All criteria are met.' };
  const decisionIds: string[] = [];
  for (const { id } of seeded.submissions) {
    const decided = await approver.post(`/v1/submissions/${id}/decisions`, ruling);
    decisionIds.push(expectStatus<DecisionView>(decided, 201).id);
  }
  return { ...seeded, decisionIds };
}
