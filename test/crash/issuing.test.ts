// Guarantee: a process may die at any moment of issuing. Whoever starts next finishes what was begun: exactly one
// credential for each pass, with the bytes and the status entry that were reserved before the death.
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import { crashPointNames } from '../../src/kernel/crash-point.ts';
import type { CrashPointName } from '../../src/kernel/crash-point.ts';
import { describeOnEachEngine } from '../setup/databases.ts';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { passingReport, seedIssuing } from '../setup/issuing-seed.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { startProgram } from '../setup/program.ts';
import type { RunningProgram } from '../setup/program.ts';
import { seedDatabase } from '../setup/seeded-database.ts';
import type { SeededDatabase } from '../setup/seeded-database.ts';
import { signedAnew, storedIssues } from '../setup/stored-credentials.ts';
import { dieAt, expectFsckCommand, expectHealthy, onlyPublished } from './aftermath.ts';

/** How far issuing has come when the process dies there. */
const stateAt: Readonly<Record<CrashPointName, string | undefined>> = {
  'before-reserve': undefined,
  'after-reserve': 'prepared',
  'after-list-signed': 'prepared',
  'after-signing-noted': 'signing',
  'after-sign': 'signing',
  'after-verify': 'signing',
  'before-settle-commit': 'signing',
  'after-settle': 'published',
};

interface Trigger {
  readonly name: string;
  /** Asks for a credential; the answer may be lost with the process. */
  ask(server: RunningProgram, seed: IssuingSeed): Promise<unknown>;
  /** Asks for the same again, and is told the credential; only where a caller can do that. */
  again?(server: RunningProgram, seed: IssuingSeed): Promise<CredentialView>;
}

const decision: Trigger = {
  name: 'a decision',
  ask: (server, { key, approverIds, submissions }) =>
    server
      .caller(key, approverIds[0])
      .post(`/v1/submissions/${submissions[0]?.id}/decisions`, { outcome: 'awarded', reason: 'All criteria are met.' }),
};

const postReport = (server: RunningProgram, { key, achievementId }: IssuingSeed) =>
  server
    .caller(key)
    .post('/v1/credentials', passingReport(achievementId, 'Noor Haddad'), { 'idempotency-key': 'workshop-41' });

const report: Trigger = {
  name: 'POST /v1/credentials',
  ask: postReport,
  again: async (server, seed) => {
    const answer = await postReport(server, seed);
    if (answer.status !== 201) throw new Error(`Expected 201, got ${answer.status}: ${answer.text}`);
    return answer.json<CredentialView>();
  },
};

const triggers: readonly Trigger[] = [decision, report];

/** A report takes the same road once it is reserved; it dies before, right after, in the middle and at the end. */
const pointsOfReport: readonly CrashPointName[] = ['before-reserve', 'after-reserve', 'after-sign', 'after-settle'];

describeOnEachEngine('killed while issuing', (engine) => {
  let program: BuiltProgram;
  let seeded: SeededDatabase<IssuingSeed>;

  beforeAll(async () => {
    program = await buildProgram();
    seeded = await seedDatabase(engine, (test) => seedIssuing(test, 1));
  }, 120_000);
  afterAll(async () => {
    await seeded.remove();
    program.remove();
  });

  describe.concurrent.each(triggers)('after $name', (trigger) => {
    it.for(trigger === report ? pointsOfReport : crashPointNames)(
      'N1 N2 N3 X1 %s: one credential, with what was reserved',
      { timeout: 300_000 },
      async (point, { expect, onTestFinished }) => {
        const database = await seeded.copy();
        onTestFinished(() => database.remove());
        await dieAt(expect, program, database, point, (server) => trigger.ask(server, seeded.seed));

        const { achievementId } = seeded.seed;
        const { reserved, intended } = await database.within(async (open) => {
          const stored = await storedIssues(open, achievementId);
          const [row] = stored.credentials;
          return { reserved: stored, intended: row === undefined ? undefined : await signedAnew(open, row) };
        });
        expect(reserved.credentials.map(({ state }) => state)).toEqual([stateAt[point]].filter(Boolean));
        const reportIsLost = trigger.again !== undefined && reserved.credentials.length === 0;
        expect(reserved.decisions).toHaveLength(reportIsLost ? 0 : 1);

        const server = await startProgram(program, database.environment);
        onTestFinished(async () => void (await server.kill()));
        if (reportIsLost) await trigger.again?.(server, seeded.seed);
        const published = await onlyPublished(server, seeded.seed);
        const repeated = await trigger.again?.(server, seeded.seed);
        if (repeated !== undefined) expect(repeated.id).toBe(published.id);
        const served = await expectHealthy(expect, server, published);
        // The signed bytes hold id, index and all that was reserved: where they are the same, everything is.
        if (intended !== undefined) expect(served).toBe(intended);
        expect(await server.stop()).toMatchObject({ code: 0, signal: null });

        // Once is enough: the server answered the same question from inside.
        if (point === 'after-sign') await expectFsckCommand(expect, program, database);
      },
    );
  });
});
