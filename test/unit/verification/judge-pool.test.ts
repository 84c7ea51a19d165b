// If this fails, a stranger's document is judged otherwise in a worker than here, holds a worker for ever, or fills the queue
// without end.
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/kernel/problem.ts';
import { directJudge } from '../../../src/verification/direct-judge.ts';
import { judgePool } from '../../../src/verification/judge-pool.ts';
import type { JudgePoolOptions } from '../../../src/verification/judge-pool.ts';
import { DeadlinePassed } from '../../../src/verification/judge.ts';

const worker = new URL('../../setup/judge-worker.mjs', import.meta.url);
const pools: { close(): Promise<void> }[] = [];
function poolWith(options: Partial<JudgePoolOptions> = {}) {
  const pool = judgePool({ threads: 1, deadlineMs: 20_000, waitMs: 60_000, worker, ...options });
  pools.push(pool);
  return pool;
}
afterAll(async () => {
  for (const pool of pools) await pool.close();
});

const badge = JSON.stringify({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
});
/** A record may be large; reading this one keeps the strict parser busy for longer than it may take here. */
const long = `{"type":["ClrCredential"],"a":[${'{"b":{"c":[1,2,3]}},'.repeat(300_000)}0]}`;

describe('a judge in workers', () => {
  it('answers what the judge in this thread answers', async () => {
    const pool = poolWith();
    for (const input of ['', '{}', badge, 'a.b.c', '{"@context":["https://www.w3.org/ns/credentials/v2"]}']) {
      expect(await pool.read(input)).toEqual(await directJudge.read(input));
    }
  });

  it('ends a step that takes too long, and works on', async () => {
    const pool = poolWith({ deadlineMs: 20, credentialMs: 0 });
    await expect(pool.read(long)).rejects.toBeInstanceOf(DeadlinePassed);
    expect((await pool.read('{}')).results).toEqual((await directJudge.read('{}')).results);
  });

  it('tells those to come back later for whom there is no place in the queue', async () => {
    const pool = poolWith({ queue: 1 });
    await pool.read('{}');
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => pool.read(badge)));
    const refused = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason as unknown);
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) {
      expect(reason).toBeInstanceOf(Problem);
      expect(reason).toMatchObject({ slug: 'unavailable', retryAfterSeconds: 2 });
    }
    expect((await pool.read('{}')).media).toBe('json');
  });
});
