// If this fails, a repeated request creates a second thing, or one caller gets the answer of another.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Call } from '../../../../src/kernel/call.ts';
import { sha256Hex } from '../../../../src/kernel/digest.ts';
import { randomIds } from '../../../../src/kernel/id.ts';
import type { KeyPrincipal } from '../../../../src/kernel/principal.ts';
import { deployment, institution } from '../../../../src/platform/db/scope.ts';
import { forgetOldAnswers, idempotency } from '../../../../src/platform/idempotency/idempotency.ts';
import { findSetting, putSetting } from '../../../../src/platform/settings/setting-store.ts';
import { describeOnEachEngine, openTestDatabase } from '../../../setup/databases.ts';
import type { TestDatabase } from '../../../setup/databases.ts';

const scope = institution('inst_1');
let now = new Date('2026-11-25T13:07:28Z');
const clock = { now: () => now };
const records = idempotency(clock);
const hours = (n: number): void => {
  now = new Date(now.getTime() + n * 3_600_000);
};

const caller: KeyPrincipal = { kind: 'key', keyId: 'key_1', institutionId: 'inst_1', scopes: [] };
function request(key: string, body = 'the same', more: Partial<Call> = {}): Call {
  const bodyDigest = sha256Hex(body);
  return {
    principal: caller,
    requestId: 'rqs_1',
    operation: 'rubrics.create',
    idempotency: { key, bodyDigest },
    ...more,
  };
}

describeOnEachEngine('idempotency', (engine) => {
  let opened: TestDatabase;
  let done = 0;
  beforeAll(async () => {
    opened = await openTestDatabase(engine);
  });
  afterAll(() => opened.close());

  /** Does its work unless it was done, and answers with the number of the work. */
  const run = (call: Call): Promise<{ n: number }> =>
    opened.database.write(scope, (tx) => records.once(tx, call, () => Promise.resolve({ n: (done += 1) })));

  it('does a request once per key, and each request without a key', async () => {
    const key = randomIds.next('request');
    const first = await run(request(key));
    expect(await run(request(key))).toEqual(first);
    expect((await run(request(randomIds.next('request')))).n).toBe(first.n + 1);
    const { idempotency: _, ...without } = request(key);
    expect((await run(without)).n).toBe(first.n + 2);
    expect((await run(without)).n).toBe(first.n + 3);
  });

  it('I-02 refuses the same key with another body', async () => {
    const key = randomIds.next('request');
    await run(request(key));
    await expect(run(request(key, 'another'))).rejects.toMatchObject({ slug: 'idempotency-mismatch', status: 422 });
  });

  it('shares nothing between operations and callers', async () => {
    const key = randomIds.next('request');
    const first = await run(request(key));
    const others: Call[] = [
      request(key, 'the same', { operation: 'achievements.create' }),
      request(key, 'the same', { principal: { ...caller, keyId: 'key_2' } }),
      request(key, 'the same', { principal: { kind: 'operator' } }),
    ];
    const numbers = [first.n];
    for (const call of others) numbers.push((await run(call)).n);
    expect(new Set(numbers).size).toBe(others.length + 1);
  });

  it('remembers nothing of work that failed: the change and the record stand or fall together', async () => {
    const key = randomIds.next('request');
    const { database } = opened;
    const failing = database.write(deployment, (tx) =>
      records.once(tx, request(key), async () => {
        await putSetting(tx, 'sample', key, now);
        throw new Error('failed late');
      }),
    );
    await expect(failing).rejects.toThrow('failed late');
    expect(await database.read(deployment, (reader) => findSetting(reader, 'sample'))).not.toBe(key);
    expect(await database.read(scope, (reader) => records.answerTo(reader, request(key)))).toBeUndefined();
    await expect(run(request(key, 'another body is fine now'))).resolves.toMatchObject({});
  });

  it('keeps an answer that is nothing', async () => {
    const key = randomIds.next('request');
    let times = 0;
    const nothing = () =>
      opened.database.write(scope, (tx) =>
        records.once(tx, request(key), () => {
          times += 1;
          return Promise.resolve(undefined);
        }),
      );
    expect([await nothing(), await nothing()]).toEqual([undefined, undefined]);
    expect(times).toBe(1);
  });

  it('forgets after twenty-four hours, and not before', async () => {
    const key = randomIds.next('request');
    const first = await run(request(key));
    hours(23.99);
    expect(await run(request(key))).toEqual(first);
    expect(await forgetOldAnswers(opened.database, clock)).toBe(0);
    hours(0.02);
    expect((await run(request(key, 'another'))).n).toBeGreaterThan(first.n);
    expect(await forgetOldAnswers(opened.database, clock)).toBeGreaterThan(0);
    hours(25);
    await forgetOldAnswers(opened.database, clock);
    expect(await forgetOldAnswers(opened.database, clock)).toBe(0);
  });

  it.runIf(engine === 'postgres')('says in_progress while the same key runs elsewhere', async () => {
    const key = randomIds.next('request');
    const { database } = opened;
    const inside = database.write(scope, (tx) =>
      records.once(tx, request(key), async () => {
        await expect(run(request(key))).rejects.toMatchObject({ slug: 'conflict', code: 'in_progress' });
        return { n: -1 };
      }),
    );
    expect(await inside).toEqual({ n: -1 });
    expect(await run(request(key))).toEqual({ n: -1 });
  });
});
