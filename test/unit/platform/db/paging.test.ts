// If this fails, a list that is read page by page leaves something out or shows it twice.
import { expect, it } from 'vitest';
import { insertRecipient, listRecipients } from '../../../../src/earning/recipients/recipient-store.ts';
import { pageOf, readCursor } from '../../../../src/kernel/page.ts';
import type { Cursor } from '../../../../src/kernel/page.ts';
import { institution } from '../../../../src/platform/db/scope.ts';
import { describeOnEachEngine, openTestDatabase } from '../../../setup/databases.ts';

const moments = ['2026-11-25T13:07:28.123Z', '2026-11-25T13:07:28.124Z', '2026-11-25T13:07:29.000Z'];

describeOnEachEngine('reading page by page', (engine) => {
  it('shows every row once, newest first, also where many were made in the same moment', async () => {
    const { database, close } = await openTestDatabase(engine);
    const add = (id: string, at: number, institutionId = 'inst_1'): Promise<void> =>
      database.write(institution(institutionId), (tx) =>
        insertRecipient(tx, {
          id,
          institutionId,
          name: id,
          email: null,
          did: null,
          identifiers: [],
          version: 1,
          createdAt: new Date(moments[at] ?? ''),
        }),
      );
    for (let n = 0; n < 9; n++) await add(`rcp_${n}`, n % 3);
    await add('rcp_foreign', 1, 'inst_2');
    const scope = institution('inst_1');
    const seen: string[] = [];
    let cursor: Cursor | undefined;
    for (let pages = 0; pages < 20; pages++) {
      const request = { limit: 2, ...(cursor !== undefined && { cursor }) };
      const rows = await database.read(scope, (reader) => listRecipients(reader, request));
      const page = pageOf(rows, request, (row) => row);
      seen.push(...page.items.map((row) => row.id));
      if (pages === 0) await add('rcp_later', 2);
      if (page.nextCursor === undefined) break;
      cursor = readCursor(page.nextCursor);
    }
    expect(seen).toEqual([8, 5, 2, 7, 4, 1, 6, 3, 0].map((n) => `rcp_${n}`));
    await close();
  });
});
