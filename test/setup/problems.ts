// What a refusal must look like: problem details (RFC 9457) of one kind, and nothing else.
import { expect } from 'vitest';
import type { ProblemDocument } from '../../src/http/problem.ts';
import { problems } from '../../src/kernel/problem.ts';
import type { ProblemError, ProblemSlug } from '../../src/kernel/problem.ts';
import type { Answer } from './client.ts';
import { testOrigin } from './test-app.ts';

export interface ExpectedProblem {
  /** Of the problem itself, such as `already_member`. */
  readonly code?: string;
  /** Each as `pointer code`; exactly these, in any order. */
  readonly errors?: readonly string[];
}

/** Checks the whole answer, and hands its document out. */
export function expectProblem(answer: Answer, slug: ProblemSlug, expected: ExpectedProblem = {}): ProblemDocument {
  const { status, title } = problems[slug];
  expect(`${answer.statusCode} ${answer.body}`).toMatch(new RegExp(`^${status} `));
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.headers['cache-control']).toBe('no-store');
  const document = answer.json<ProblemDocument>();
  expect(document).toMatchObject({ type: `${testOrigin}/problems/${slug}`, title, status });
  if (expected.code !== undefined) expect(document.code).toBe(expected.code);
  if (expected.errors !== undefined) {
    expect((document.errors ?? []).map(short).toSorted()).toEqual(expected.errors.toSorted());
  }
  return document;
}

/** Two refusals that a stranger cannot tell apart. */
export function expectSameAnswer(one: Answer, other: Answer): void {
  expect(one.statusCode).toBe(other.statusCode);
  expect(one.body).toBe(other.body);
  const telling = ({ headers }: Answer) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit-')));
  expect(telling(one)).toEqual(telling(other));
}

function short({ pointer, code }: ProblemError): string {
  return `${pointer} ${code}`;
}
