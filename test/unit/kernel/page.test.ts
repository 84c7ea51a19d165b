// If this fails, a list skips or repeats rows from one page to the next.
import { describe, expect, it } from 'vitest';
import { pageOf, readCursor, writeCursor } from '../../../src/kernel/page.ts';

const row = (n: number) => ({ id: `rub_${n}`, createdAt: new Date(Date.UTC(2026, 10, 25, 13, 7, 28, n)) });

describe('cursor pages', () => {
  it('show as many rows as asked for and say where the next page begins', () => {
    const rows = [row(3), row(2), row(1)];
    expect(pageOf(rows, { limit: 3 }, ({ id }) => id)).toEqual({ items: ['rub_3', 'rub_2', 'rub_1'] });
    const page = pageOf(rows, { limit: 2 }, ({ id }) => id);
    expect(page.items).toEqual(['rub_3', 'rub_2']);
    expect(readCursor(page.nextCursor ?? '')).toEqual({ id: 'rub_2', createdAt: row(2).createdAt });
    expect(pageOf([], { limit: 2 }, String)).toEqual({ items: [] });
  });

  it('read back every cursor they write, and nothing else', () => {
    const cursor = { id: 'rub_0hRvXkQ2mY7dWc5TzB9nLf', createdAt: new Date('2026-11-25T13:07:28.123Z') };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
    const odd = [
      '',
      'x',
      Buffer.from('2026-13-45T99:99:99.999Z rub_1').toString('base64url'),
      Buffer.from("2026-11-25T13:07:28.123Z ' or 1=1").toString('base64url'),
      Buffer.from('rub_1').toString('base64url'),
    ];
    expect(odd.filter((text) => readCursor(text) !== undefined)).toEqual([]);
  });
});
