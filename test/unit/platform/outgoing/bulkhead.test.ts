// If this fails, one slow host can take up all connections, or waiting requests pile up without bound.
import { expect, it } from 'vitest';
import { createBulkhead } from '../../../../src/platform/outgoing/bulkhead.ts';
import type { Bulkhead, Leave } from '../../../../src/platform/outgoing/bulkhead.ts';

const LONG = 60_000;
const limits = { most: 3, mostPerHost: 2, mostWaiting: 2, waitMilliseconds: LONG };

async function entered(bulkhead: Bulkhead, host: string): Promise<Leave> {
  const leave = await bulkhead.enter(host, LONG);
  if (leave === undefined) throw new Error(`No place for ${host}.`);
  return leave;
}

it('a host that is full does not keep another one out', async () => {
  const bulkhead = createBulkhead(limits);
  const leave = await entered(bulkhead, 'a.example');
  await entered(bulkhead, 'a.example');
  const third = bulkhead.enter('a.example', LONG);
  await entered(bulkhead, 'b.example');
  leave();
  expect(await third).toBeTypeOf('function');
});

it('more than may wait are turned away at once', async () => {
  const bulkhead = createBulkhead({ ...limits, mostWaiting: 0 });
  await entered(bulkhead, 'a.example');
  await entered(bulkhead, 'a.example');
  expect(await bulkhead.enter('a.example', LONG)).toBeUndefined();
  await entered(bulkhead, 'b.example');
  expect(await bulkhead.enter('c.example', LONG)).toBeUndefined();
});

it('waiting ends after the time given, and leaves no trace', async () => {
  const bulkhead = createBulkhead({ ...limits, most: 1, mostWaiting: 1 });
  const leave = await entered(bulkhead, 'a.example');
  expect(await bulkhead.enter('b.example', 1)).toBeUndefined();
  leave();
  await entered(bulkhead, 'b.example');
});

it('those who wait are admitted in their order', async () => {
  const bulkhead = createBulkhead({ ...limits, most: 1 });
  const leave = await entered(bulkhead, 'a.example');
  const order: string[] = [];
  const both = ['b.example', 'c.example'].map(async (host) => {
    const go = await entered(bulkhead, host);
    order.push(host);
    go();
  });
  leave();
  await Promise.all(both);
  expect(order).toEqual(['b.example', 'c.example']);
});

it('leaving twice frees one place only', async () => {
  const bulkhead = createBulkhead({ ...limits, most: 2, mostWaiting: 0 });
  const leave = await entered(bulkhead, 'a.example');
  await entered(bulkhead, 'a.example');
  leave();
  leave();
  await entered(bulkhead, 'a.example');
  expect(await bulkhead.enter('b.example', LONG)).toBeUndefined();
});
