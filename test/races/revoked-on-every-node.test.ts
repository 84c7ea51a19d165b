// If this fails, a badge that was taken back on one node is still served as good by another.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import { client } from '../setup/client.ts';
import type { Client } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { textAt, valueAt } from '../setup/pointer.ts';
import { bitIn } from '../setup/served-lists.ts';
import { openTestApp, operatorKey, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

/** Seconds within which the contract wants it everywhere, with time for a machine that runs other things besides. */
const EVERYWHERE_WITHIN_MS = 5_000 * 4;

let one: TestApp;
let other: App;
beforeAll(async () => {
  one = await openTestApp();
  await one.app.startWorker();
  const config = readConfig({
    WAYMARK_PUBLIC_URL: testOrigin,
    WAYMARK_DATA_DIR: one.dataDir,
    WAYMARK_OPERATOR_KEY: operatorKey,
    WAYMARK_LOG_LEVEL: 'silent',
  });
  other = await createApp({
    config,
    database: one.database,
    judge: directJudge,
    fetch: () => Promise.resolve({ state: 'unreachable', code: 'unreachable' }),
  });
});
afterAll(async () => {
  await other.close();
  await one.close();
});

test('E-21 a revocation on one node is in the list of every node, under another ETag, and kept no longer than it says', async () => {
  const school = await makeSchool(one);
  const badge = await issue(school, reportBody((await publishAchievement(school)).id));
  const path = new URL(textAt(badge.document, '/credentialStatus/statusListCredential')).pathname;
  const index = Number(valueAt(badge.document, '/credentialStatus/statusListIndex'));
  const nodes: readonly Client[] = [one.anonymous, client(other.http)];
  const before = await Promise.all(nodes.map((node) => node.get(path)));
  expect(before.map(({ body }) => bitIn(body, index))).toEqual([false, false]);

  expectStatus(await school.key.post(`/v1/credentials/${badge.id}/revoke`, { reason: 'Wrong person' }), 200);
  const everywhere = async () => {
    const answers = await Promise.all(nodes.map((node) => node.get(path)));
    return answers.every(({ body }) => bitIn(body, index)) ? answers : undefined;
  };
  const after = await eventually('the bit to be set on every node', everywhere, EVERYWHERE_WITHIN_MS);
  expect(after.map(({ headers }) => headers['cache-control'])).toEqual(Array(2).fill('public, max-age=300'));
  expect(after[0]?.headers.etag).toBe(after[1]?.headers.etag);
  expect(after[0]?.headers.etag).not.toBe(before[0]?.headers.etag);
});
