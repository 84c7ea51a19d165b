// If this fails, one body keeps the thread that answers everybody reading, or a large credential can no longer be verified.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directJudge } from '../../src/verification/direct-judge.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../setup/foreign-badges.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport, verdict } from '../setup/verdicts.ts';

let api: TestApp;
let handedOver: (Uint8Array | string)[];
beforeAll(async () => {
  const judge = {
    ...directJudge,
    read: (input: Uint8Array | string) => {
      handedOver.push(input);
      return directJudge.read(input);
    },
  };
  handedOver = [];
  api = await openTestApp({ clock: { now: () => verifiedAt }, judge });
});
afterAll(() => api.close());

const send = (body: string, type: string) =>
  api.anonymous.send('POST', '/v1/verifications', body, { 'content-type': type });
const values = (count: number): string => `[${Array.from({ length: count }, () => '1').join(',')}]`;

test('200 a raw credential with much in it reaches the judge as the bytes that came', async () => {
  const badge = await foreignBadge(await foreignIssuer('elsewhere'));
  const body = `${JSON.stringify(badge).slice(0, -1)},"much":${values(60_000)}}`;
  for (const type of ['application/vc', 'application/ld+json', 'application/vc+ld+json']) {
    handedOver = [];
    expect(verdict(expectReport(await send(body, type)))).toMatch(/^invalid /);
    expect(handedOver).toEqual([Buffer.from(body)]);
  }
  handedOver = [];
  expect(verdict(expectReport(await send(JSON.stringify(badge), 'application/vc')))).toBe('valid');
  expect(handedOver).toEqual([JSON.stringify(badge)]);
});

test('200 what is wrong in it is the verdict; 400 what is no object', async () => {
  const broken = `{"much":${values(6_000)},`;
  expect(verdict(expectReport(await send(broken, 'application/vc')))).toBe('invalid parse=fail:syntax');
  expectProblem(await send(values(6_000), 'application/vc'), 'validation-failed');
});

test('413 our own form holds only so many values, at every door', async () => {
  const body = `{"credential":{"much":${values(60_000)}}}`;
  expectProblem(await send(body, 'application/json'), 'payload-too-large', { code: 'too_many_values' });
  const headers = { 'content-type': 'application/json' };
  const answer = await api.anonymous.send('POST', '/vc-api/credentials/verify', body, headers);
  expect(answer.statusCode).toBe(413);
});
