// If this fails, promised work is lost, done by two at once, or tried for ever.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { randomIds } from '../../../../src/kernel/id.ts';
import type { Database } from '../../../../src/platform/db/database.ts';
import { deployment } from '../../../../src/platform/db/scope.ts';
import { outbox, outboxFigures } from '../../../../src/platform/outbox/outbox.ts';
import type { Outbox, PutOptions, TaskRow } from '../../../../src/platform/outbox/outbox.ts';
import { describeOnEachEngine, openTestDatabase } from '../../../setup/databases.ts';
import type { TestDatabase } from '../../../setup/databases.ts';

let now = new Date('2026-11-25T13:07:28Z');
const clock = { now: () => now };
const seconds = (n: number): void => {
  now = new Date(now.getTime() + n * 1_000);
};

describeOnEachEngine('the outbox', (engine) => {
  let opened: TestDatabase;
  let database: Database;
  let tasks: Outbox;
  beforeAll(async () => {
    opened = await openTestDatabase(engine);
    database = opened.database;
    tasks = outbox(database, clock, randomIds);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    seconds(100_000);
    for (const row of await tasks.claim(1_000, 1)) await tasks.finish(row);
  });

  const put = (key: string, options?: PutOptions): Promise<void> =>
    database.write(deployment, (tx) => tasks.put(tx, 'say', key, { key }, options));
  const keysOf = (rows: readonly TaskRow[]): string[] => rows.map((row) => row.payload['key'] ?? '').toSorted();
  const claimOne = async (): Promise<TaskRow> => {
    const [row] = await tasks.claim(1, 15);
    if (row === undefined) throw new Error('Nothing was due.');
    return row;
  };

  it('hands out each task to one, until its lease ends', async () => {
    await put('a');
    await put('b');
    const first = await tasks.claim(1, 15);
    const second = await tasks.claim(5, 15);
    expect(keysOf([...first, ...second])).toEqual(['a', 'b']);
    expect(await tasks.claim(5, 15)).toEqual([]);
    seconds(15);
    expect(keysOf(await tasks.claim(5, 15))).toEqual(['a', 'b']);
  });

  it('takes a finish only from whoever holds the lease', async () => {
    await put('a');
    const lost = await claimOne();
    seconds(15);
    const held = await claimOne();
    expect(held.attempts).toBe(2);
    expect(await tasks.finish(lost)).toBe(false);
    expect(await tasks.finish(held)).toBe(true);
    seconds(100);
    expect(await tasks.claim(5, 15)).toEqual([]);
  });

  it('belongs to the transaction that puts or drops it', async () => {
    const undone = database.write(deployment, async (tx) => {
      await tasks.put(tx, 'say', 'never', { key: 'never' });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await put('kept', { delaySeconds: 5 });
    expect(await tasks.claim(5, 15)).toEqual([]);
    await database.write(deployment, (tx) => tasks.drop(tx, 'say', 'other'));
    seconds(5);
    expect(keysOf(await tasks.claim(5, 15))).toEqual(['kept']);
    await database.write(deployment, (tx) => tasks.drop(tx, 'say', 'kept'));
    seconds(15);
    expect(await tasks.claim(5, 15)).toEqual([]);
  });

  it('tries again later and later, an hour apart at most, and parks what never works', async () => {
    await put('a');
    const waits: number[] = [];
    for (;;) {
      const row = await claimOne();
      if ((await tasks.fail(row, 'broken')) === 'parked') break;
      let waited = 0;
      // The next attempt is due after 2, 4, 8 … seconds.
      for (; (await database.read(deployment, outboxFigures)).waiting === 1; waited++) {
        const due = 2 ** row.attempts < 3_600 ? 2 ** row.attempts : 3_600;
        seconds(due - 1);
        expect(await tasks.claim(1, 15)).toEqual([]);
        seconds(1);
        waits.push(due);
        break;
      }
    }
    expect(waits).toHaveLength(24);
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(Math.max(...waits)).toBe(3_600);
    expect(await database.read(deployment, outboxFigures)).toMatchObject({ waiting: 0, parked: 1 });
    await tasks.releaseLeases();
    seconds(100_000);
    expect(await tasks.claim(5, 15)).toEqual([]);
  });

  it('frees what a process that died had taken', async () => {
    await put('a');
    await claimOne();
    await tasks.releaseLeases();
    expect((await claimOne()).attempts).toBe(2);
  });

  it('wakes whoever listens when something is put, until they stop', async () => {
    let woken = 0;
    const wokenOnce = new Promise<void>((resolve) => {
      const stop = tasks.onPut(() => {
        woken += 1;
        stop();
        resolve();
      });
    });
    await put('a');
    await wokenOnce;
    await put('b');
    await claimOne();
    expect(woken).toBe(1);
  });

  it.runIf(engine === 'postgres')('lets many claim at once without meeting', async () => {
    for (let n = 0; n < 20; n++) await put(`t${n}`);
    const other = outbox(database, clock, randomIds);
    const rounds = await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? tasks : other).claim(3, 15)));
    const claimed = rounds.flat().map((row) => row.id);
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await tasks.claim(100, 15);
    expect(claimed.length + rest.length).toBe(20);
  });
});
