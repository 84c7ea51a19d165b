// Guarantee: whoever asks whether the stored credentials are sound is told the truth: nothing is found where nothing is
// wrong, and every change made behind the system's back is found and named by the invariant that it breaks.
import { sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { DecisionView } from '../../src/earning/decisions/decision.ts';
import { statusLists } from '../../src/credentials/status/status-list-table.ts';
import { task } from '../../src/kernel/principal.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { client } from '../setup/client.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import { runProgram, startProgram } from '../setup/program.ts';
import { appOver, seedDatabase } from '../setup/seeded-database.ts';
import type { ProgramDatabase, SeededDatabase } from '../setup/seeded-database.ts';
import { waitingTasks } from '../setup/stored-credentials.ts';
import { testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

interface Seed {
  readonly decisionId: string;
  /** From the decision. */
  readonly awardedId: string;
  readonly revokedId: string;
}

interface Plant {
  readonly what: string;
  /** The invariants that are told, all of them. */
  readonly breaks: readonly string[];
  readonly statements: (seed: Seed) => readonly SQL[];
  /** Has the system sign its lists anew on top of the change. */
  readonly listsSignedAnew?: true;
}

/** Changes one letter of a text column, somewhere inside. */
const otherLetter = (column: string): SQL =>
  sql.raw(`${column} = overlay(${column} placing '~' from length(${column}) / 2 for 1)`);
const digestOf = (column: string): SQL => sql.raw(`encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`);

const changedByte: Plant = {
  what: 'one byte of a signed document',
  breaks: ['N4', 'N5'],
  statements: ({ awardedId }) => [
    sql`update credentials set ${otherLetter('signed_document')} where id = ${awardedId}`,
  ],
};

const plants: readonly Plant[] = [
  changedByte,
  {
    what: 'one byte of a signed document, its digest changed to fit',
    breaks: ['N4', 'N5'],
    statements: ({ awardedId }) => [
      sql`update credentials set ${otherLetter('signed_document')} where id = ${awardedId}`,
      sql`update credentials set signed_sha256 = ${digestOf('signed_document')} where id = ${awardedId}`,
    ],
  },
  {
    what: 'one byte of an unsigned document',
    breaks: ['N1', 'N4'],
    statements: ({ awardedId }) => [
      sql`update credentials set unsigned_document = replace(unsigned_document, 'multi-grade', 'multi-Grade') where id = ${awardedId}`,
    ],
  },
  {
    what: 'one byte of a status list',
    breaks: ['N3', 'N5'],
    statements: () => [sql`update status_lists set ${otherLetter('signed_document')}`],
  },
  {
    what: 'the details of an audit entry',
    breaks: ['N11'],
    statements: ({ decisionId }) => [
      sql`update audit_entries set details = details || '{"outcome": "other"}' where subject_id = ${decisionId}`,
    ],
  },
  {
    what: 'an audit entry that is gone',
    breaks: ['N11'],
    statements: () => [sql`delete from audit_entries where event = 'rubric.published'`],
  },
  {
    what: 'a second credential for a decision',
    breaks: ['N1', 'N11', 'N2', 'N4'],
    statements: ({ awardedId }) => [
      sql`drop index credentials_one_per_decision`,
      sql`insert into credentials select (jsonb_populate_record(c, '{"id": "cred_0000000000000000000002"}')).* from credentials c where id = ${awardedId}`,
    ],
  },
  {
    what: 'a credential for a declined decision',
    breaks: ['N2'],
    statements: ({ decisionId }) => [sql`update decisions set outcome = 'declined' where id = ${decisionId}`],
  },
  {
    what: 'an award whose credential is gone',
    breaks: ['N2'],
    statements: ({ awardedId }) => [sql`delete from credentials where id = ${awardedId}`],
  },
  {
    what: 'a revocation bit that was cleared',
    breaks: ['N3'],
    statements: ({ revokedId }) => [
      sql`update status_list_entries set value = false where credential_id = ${revokedId}`,
    ],
  },
  {
    what: 'a revocation bit that was cleared and published',
    breaks: ['N5'],
    listsSignedAnew: true,
    statements: ({ revokedId }) => [
      sql`update status_list_entries set value = false where credential_id = ${revokedId}`,
      sql`update status_lists set wanted_version = wanted_version + 1`,
    ],
  },
  {
    what: 'a status index that was changed',
    breaks: ['N3'],
    statements: ({ awardedId }) => [
      sql`update status_list_entries set index = (index + 1) % 131072 where credential_id = ${awardedId}`,
    ],
  },
  {
    what: 'a status entry that is gone',
    breaks: ['N1'],
    statements: ({ awardedId }) => [sql`delete from status_list_entries where credential_id = ${awardedId}`],
  },
];

describe('fsck', () => {
  let program: BuiltProgram;
  let seeded: SeededDatabase<Seed>;

  beforeAll(async () => {
    program = await buildProgram();
    seeded = await seedDatabase('pglite', seed);
  }, 120_000);
  afterAll(async () => {
    await seeded.remove();
    program.remove();
  });

  it('answers 0 and says that nothing is wrong on a sound database', { timeout: 120_000 }, async () => {
    await onCopy(async (database) => {
      const { code, stdout } = await runProgram(program, ['fsck'], database.environment);
      expect(stdout).toMatch(
        /^Checked 2 credentials, 2 decisions, 1 status lists and \d+ audit entries: nothing is wrong\.$/m,
      );
      expect(code).toBe(0);
    });
  });

  it('answers 1 and names invariant and credential when a stored byte was changed', { timeout: 120_000 }, async () => {
    await onCopy(async (database) => {
      await database.within((open) => plant(open, database.dataDir, changedByte));
      const { code, stdout } = await runProgram(program, ['fsck'], database.environment);
      expect(stdout).toContain(`N4 ${seeded.seed.awardedId}: `);
      expect(code).toBe(1);
    });
  });

  it('answers 2 and names the operation to use while a server holds the folder', { timeout: 120_000 }, async () => {
    await onCopy(async (database) => {
      const server = await startProgram(program, database.environment);
      try {
        const { code, stdout } = await runProgram(program, ['fsck'], database.environment);
        expect(stdout).toContain(`POST ${testOrigin}/v1/operator/fsck`);
        expect(code).toBe(2);
        const inside = await server.operator.post('/v1/operator/fsck');
        expect(inside.json()).toMatchObject({ ok: true, checked: { credentials: 2, decisions: 2 }, findings: [] });
      } finally {
        await server.kill();
      }
    });
  });

  for (const change of plants) {
    it(`finds ${change.what}`, { timeout: 120_000 }, async () => {
      await onCopy((database) =>
        database.within(async (open) => {
          await plant(open, database.dataDir, change);
          const test = await appOver(open, database.dataDir);
          const { ok, findings } = await test.app.services.fsck();
          await test.close();
          const broken = new Set(findings.map(({ invariant }) => invariant));
          expect([...broken].toSorted(), JSON.stringify(findings)).toEqual(change.breaks);
          expect(ok).toBe(false);
        }),
      );
    });
  }

  async function onCopy(work: (database: ProgramDatabase) => Promise<void>): Promise<void> {
    const database = await seeded.copy();
    try {
      await work(database);
    } finally {
      await database.remove();
    }
  }

  async function plant(database: Database, dataDir: string, change: Plant): Promise<void> {
    for (const statement of change.statements(seeded.seed)) {
      await database.write(deployment, (tx) => tx.db.execute(statement));
    }
    if (change.listsSignedAnew === true) await signListsAnew(database, dataDir);
  }
});

/** One credential from a decision, one from a report that is revoked then; everything that waited is done. */
async function seed(test: TestApp): Promise<Seed> {
  const { key, achievementId, approverIds, submissions } = await seedIssuing(test, 1);
  const institution = client(test.app.http, key);
  const ruling = { outcome: 'awarded', reason: 'All criteria are met.' };
  const decided = await institution.as(approverIds[0]).post(`/v1/submissions/${submissions[0]?.id}/decisions`, ruling);
  const report = await institution.post('/v1/credentials', passingReport(achievementId, 'Ada Okafor'));
  const revoked = expectStatus<CredentialView>(report, 201);
  expectStatus(await institution.post(`/v1/credentials/${revoked.id}/revoke`, { reason: 'A wrong name.' }), 200);
  await test.app.startWorker();
  await eventually('all tasks to be done', async () => (await waitingTasks(test.database)) === 0 || undefined);
  const { ok } = await test.app.services.fsck();
  expect(ok).toBe(true);
  const decisionId = expectStatus<DecisionView>(decided, 201).id;
  const found = await institution.get(`/v1/credentials?decisionId=${decisionId}`);
  const [awarded] = expectStatus<{ items: readonly CredentialView[] }>(found, 200).items;
  return { decisionId, awardedId: awarded?.id ?? '', revokedId: revoked.id };
}

async function signListsAnew(database: Database, dataDir: string): Promise<void> {
  const test = await appOver(database, dataDir);
  const lists = await database.read(deployment, ({ db }) => db.select({ id: statusLists.id }).from(statusLists));
  const call = { principal: task('publish-status-list'), requestId: 'test', operation: 'task publish-status-list' };
  for (const { id } of lists) await test.app.services.publishStatusList(id, call);
  await test.close();
}
