// What a verification answers, in the short form in which tests compare it.
import { expect } from 'vitest';
import type { CheckResult } from '../../src/standards/checks/check-result.ts';
import type { Outcome } from '../../src/verification/report.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Answer } from './client.ts';
import { expectStatus } from './fixtures.ts';
import type { TestApp } from './test-app.ts';

export interface Report {
  readonly outcome: Outcome;
  readonly checks: readonly (CheckResult & { readonly message: string })[];
  readonly warnings: readonly string[];
  readonly verifiedAt: string;
  readonly credential?: JsonObject;
}

/** Every report answers every one of these, whatever came before. */
export const everyCheck: readonly string[] = [
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
  'achievement_issuer',
];

/** The report on a credential, given as JSON or as text. Every verdict is answered with 200. */
export async function reportOn(test: TestApp, credential: object | string): Promise<Report> {
  return expectReport(await test.anonymous.post('/v1/verifications', { credential }));
}

/** A report in which no check is missing, none is there that nobody knows, and each is told in words. */
export function expectReport(answer: Answer): Report {
  const report = expectStatus<Report>(answer, 200);
  expect([...new Set(report.checks.map(({ check }) => check as string))].toSorted()).toEqual(everyCheck.toSorted());
  for (const { code, message } of report.checks) expect(message, code).toMatch(/^\p{Lu}.{10,}[.?]$/su);
  return report;
}

/** `invalid proof=fail:signature`: the outcome, and every check that neither passed nor had to. */
export function verdict({ outcome, checks }: Report): string {
  const telling = checks.filter((check) => !['pass', 'not_applicable', 'not_evaluated'].includes(check.outcome));
  return [outcome, ...telling.map((check) => `${check.check}=${check.outcome}:${check.code}`)].join(' ');
}

export async function verdictOn(test: TestApp, credential: object | string): Promise<string> {
  return verdict(await reportOn(test, credential));
}

/** The same for exactly these bytes under this media type. */
export async function verdictOnBytes(test: TestApp, bytes: string | Buffer, mediaType: string): Promise<string> {
  const answer = await test.anonymous.send('POST', '/v1/verifications', bytes, { 'content-type': mediaType });
  return verdict(expectReport(answer));
}
