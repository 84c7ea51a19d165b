// If this fails, one caller who asks a lot keeps everybody else from an answer.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import type { Answer } from '../setup/client.ts';
import { foreignBadge, foreignIssuer, verifiedAt } from '../setup/foreign-badges.ts';
import { bodyOf, filePart } from '../setup/multipart.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';
import { expectReport, verdict } from '../setup/verdicts.ts';

const AT_ONCE = 4;
const WAITING = 64;
let api: TestApp;
let badge: JsonObject;
/** What the judge holds back until it is let go; a stand-in for documents that take long. */
let held: (() => void)[];
let mostHeld: number;

beforeAll(async () => {
  held = [];
  mostHeld = 0;
  const judge = {
    ...directJudge,
    read: async (input: Uint8Array | string) => {
      if (input.toString().includes('"slow"')) {
        await new Promise<void>((resolve) => {
          held.push(resolve);
          mostHeld = Math.max(mostHeld, held.length);
        });
      }
      return directJudge.read(input);
    },
  };
  api = await openTestApp({ clock: { now: () => verifiedAt }, judge });
  badge = await foreignBadge(await foreignIssuer('elsewhere'));
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await turn();
}
function from(remoteAddress: string, url: string, payload: string | Buffer, headers: object): Promise<Answer> {
  return api.app.http.inject({ method: 'POST', url, remoteAddress, payload, headers: { ...headers } });
}

test('200 503 a flood from one address waits behind itself and is sent away; others are answered, at every door', async () => {
  const slow = JSON.stringify({ credential: { slow: true } });
  const answers: Answer[] = [];
  const flood = Array.from({ length: AT_ONCE + WAITING + 1 }, async (_, at) => {
    answers.push(await from(`2001:db8:1:1::${(at + 1).toString(16)}`, '/v1/verifications', slow, json));
  });
  await until(() => answers.length === 1 && held.length === AT_ONCE);
  const [refused] = answers;
  if (refused === undefined) throw new Error('Nobody was sent away');
  expectProblem(refused, 'unavailable', { code: 'too_many_at_once' });
  expect(refused.headers['retry-after']).toBe('2');
  const others = [
    await from('2001:db8:1:2::1', '/v1/verifications', JSON.stringify({ credential: badge }), json),
    await from('192.0.2.1', '/v1/verifications', JSON.stringify(badge), { 'content-type': 'application/vc' }),
  ];
  for (const answer of others) expect(verdict(expectReport(answer))).toBe('valid');
  const form = new URLSearchParams({ credential: JSON.stringify(badge) }).toString();
  const formType = { 'content-type': 'application/x-www-form-urlencoded' };
  expect((await from('192.0.2.1', '/verify', form, formType)).statusCode).toBe(200);
  const vcApi = JSON.stringify({ verifiableCredential: badge });
  expect((await from('192.0.2.1', '/vc-api/credentials/verify', vcApi, json)).statusCode).toBe(200);
  // The one who floods is sent away at the other doors too.
  expect((await from('2001:db8:1:1::ffff', '/verify', form, formType)).statusCode).toBe(503);
  expect((await from('2001:db8:1:1::ffff', '/vc-api/credentials/verify', vcApi, json)).statusCode).toBe(503);
  const done = Promise.all(flood);
  while (answers.length < flood.length) {
    for (const letGo of held.splice(0)) letGo();
    await turn();
  }
  await done;
  expect(mostHeld).toBe(AT_ONCE);
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(AT_ONCE + WAITING);
});

test('503 pictures too: one address has few of the places where codes are searched', async () => {
  const noise = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
  const { body, headers } = bodyOf(filePart({ fileName: 'photo.gif', type: 'image/gif', content: noise }));
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => from('192.0.2.7', '/verify', body, { ...headers, accept: 'text/html' })),
  );
  expect(answers.map(({ statusCode }) => statusCode).toSorted((one, other) => one - other)).toEqual([
    200, 200, 200, 503,
  ]);
});
