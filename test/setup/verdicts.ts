// What a verification answers, in the short form in which tests compare it.
import { expect } from 'vitest';
import { codesByCheck } from '../../src/standards/checks/check-codes.ts';
import type { CheckResult } from '../../src/standards/checks/check-result.ts';
import type { Media } from '../../src/verification/judge.ts';
import type { Outcome, ReportKind, VerificationReport } from '../../src/verification/report.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Answer } from './client.ts';
import { expectStatus } from './fixtures.ts';
import type { TestApp } from './test-app.ts';

export interface Report {
  readonly outcome: Outcome;
  readonly kind: ReportKind;
  readonly media: Media;
  readonly dataModel?: string;
  readonly checks: readonly (CheckResult & {
    readonly name: string;
    readonly message: string;
    readonly next?: string;
  })[];
  readonly warnings: readonly string[];
  readonly warningMessages?: Readonly<Record<string, string>>;
  readonly verifiedAt: string;
  readonly credential?: JsonObject;
  readonly parts?: readonly (Report & { readonly pointer: string; readonly role: string })[];
  readonly id?: string;
  readonly shareUrl?: string;
  readonly sharedAt?: string;
  readonly expiresAt?: string;
}

/** Every report answers every one of these, whatever came before. */
export const everyCheck: readonly string[] = [
  'open_badge',
  'parse',
  'structure',
  'schema',
  'context',
  'issuer_key',
  'proof',
  'validity',
  'status',
  'refresh',
  'achievement_issuer',
  'issuer_trust',
  'recipient',
];

/** The report on a credential, given as JSON or as text. Every verdict is answered with 200. */
export async function reportOn(test: TestApp, credential: object | string): Promise<Report> {
  return expectReport(await test.anonymous.post('/v1/verifications', { credential }));
}

/** A report in which no check is missing, none is there that nobody knows, and each is told in words. */
export function expectReport(answer: Answer): Report {
  return expectWhole(expectStatus<Report>(answer, 200));
}

/** The same for a report that came inside another answer, and for the parts of each. */
export function expectWhole(report: Report): Report {
  const told = report.checks.map(({ check }) => check as string);
  expect(everyCheck.filter((check) => !told.includes(check))).toEqual([]);
  for (const { check, code, name, message } of report.checks) {
    const codes: readonly string[] | undefined = codesByCheck[check];
    expect(codes, check).toContain(code);
    expect(name, check).not.toBe('');
    expect(message, code).toMatch(/^\p{Lu}.{10,}[.?]$/su);
  }
  expect(Object.keys(report.warningMessages ?? {})).toEqual(report.warnings);
  for (const message of Object.values(report.warningMessages ?? {})) expect(message).toMatch(/^\p{Lu}.{10,}[.?]$/su);
  for (const part of report.parts ?? []) expectWhole(part);
  return report;
}

/** `invalid proof=fail:signature`: the outcome, and every check that neither passed nor had to. */
export function verdict({ outcome, checks }: Pick<VerificationReport, 'outcome' | 'checks'>): string {
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
