// Dying at a named point, and what must hold after the restart.
import type { ExpectStatic } from 'vitest';
import type { CredentialView } from '../../src/credentials/credential.ts';
import type { CrashPointName } from '../../src/kernel/crash-point.ts';
import type { FsckReport } from '../../src/stewardship/fsck/report.ts';
import type { VerificationReport } from '../../src/verification/report.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { eventually } from '../setup/eventually.ts';
import type { IssuingSeed } from '../setup/issuing-seed.ts';
import { runProgram, startProgram } from '../setup/program.ts';
import type { RunningProgram } from '../setup/program.ts';
import type { ProgramDatabase } from '../setup/seeded-database.ts';

/** What a dead process has begun is finished so long after the next one is ready. */
const RECOVERED_WITHIN_MILLISECONDS = 30_000;

/** Starts a program that kills itself at the point, has it do the work, and sees it die there and in no other way. */
export async function dieAt(
  expect: ExpectStatic,
  program: BuiltProgram,
  database: ProgramDatabase,
  point: CrashPointName,
  work: (server: RunningProgram) => Promise<unknown>,
): Promise<void> {
  const server = await startProgram(program, { ...database.environment, WAYMARK_CRASH_AT: point });
  try {
    // The connection may be lost before the answer.
    await work(server).catch(() => undefined);
    await eventually(`the process to die at ${point}`, server.ending);
  } finally {
    await server.kill();
  }
  const { code, signal, stderr } = await server.kill();
  expect({ code, signal, reached: stderr.match(/crash point reached: .*/g) }).toEqual({
    code: null,
    signal: 'SIGKILL',
    reached: [`crash point reached: ${point}`],
  });
}

/** The one credential of the achievement, once it is published; there is never a second one. */
export function onlyPublished(server: RunningProgram, seed: IssuingSeed): Promise<CredentialView> {
  const probe = async (): Promise<CredentialView | undefined> => {
    const answer = await server.caller(seed.key).get(`/v1/credentials?achievementId=${seed.achievementId}`);
    const { items } = answer.json<{ items: readonly CredentialView[] }>();
    if (items.length > 1) throw new Error(`There are ${items.length} credentials instead of one: ${answer.text}`);
    return items[0]?.state === 'published' ? items[0] : undefined;
  };
  return eventually('the credential to be published', probe, RECOVERED_WITHIN_MILLISECONDS);
}

/** It verifies, and the checker finds nothing. Answers the bytes that are served. */
export async function expectHealthy(
  expect: ExpectStatic,
  server: RunningProgram,
  credential: CredentialView,
): Promise<string> {
  const verified = await server.caller().post('/v1/verifications', { url: credential.url });
  const { outcome, checks } = verified.json<VerificationReport>();
  expect({ outcome, odd: checks.filter((check) => check.outcome === 'fail' || check.outcome === 'unknown') }).toEqual({
    outcome: 'valid',
    odd: [],
  });
  await expectFsck(expect, server);
  return (await server.caller().get(`/credentials/${credential.id}/credential.json`)).text;
}

/** The checker, asked inside the running server, finds nothing. */
export async function expectFsck(expect: ExpectStatic, server: RunningProgram): Promise<FsckReport> {
  const report = (await server.operator.post('/v1/operator/fsck')).json<FsckReport>();
  expect(report).toMatchObject({ ok: true, findings: [] });
  return report;
}

/** The checker as a command, when no server runs, finds nothing. */
export async function expectFsckCommand(
  expect: ExpectStatic,
  program: BuiltProgram,
  database: ProgramDatabase,
): Promise<void> {
  const { code, stdout } = await runProgram(program, ['fsck'], database.environment);
  expect(stdout).toContain('nothing is wrong');
  expect(code).toBe(0);
}
