// Guarantee: everything that one reading transaction sees is of one moment, whatever others commit meanwhile. Status
// lists are signed from such a picture, and the checker judges by it.
import { describe, expect, it } from 'vitest';
import { deployment } from '../../src/platform/db/scope.ts';
import { openPostgres } from '../../src/platform/db/postgres.ts';
import { findSetting, putSetting } from '../../src/platform/settings/setting-store.ts';
import { engines, openTestDatabase } from '../setup/databases.ts';

const now = new Date('2026-11-25T12:00:00Z');

// The embedded engine has one connection: nothing can be committed meanwhile.
describe.skipIf(!engines.includes('postgres'))('a reading transaction, on postgres', () => {
  it('does not see what is committed after its first query', async ({ onTestFinished }) => {
    const opened = await openTestDatabase('postgres');
    const elsewhere = openPostgres({ url: opened.url ?? '' });
    onTestFinished(async () => {
      await elsewhere.close();
      await opened.close();
    });
    const say = (value: string) => elsewhere.write(deployment, (tx) => putSetting(tx, 'sample', value, now));
    await say('before');
    const seen = await opened.database.read(deployment, async (reader) => {
      const first = await findSetting(reader, 'sample');
      await say('after');
      return [first, await findSetting(reader, 'sample')];
    });
    expect(seen).toEqual(['before', 'before']);
    expect(await opened.database.read(deployment, (reader) => findSetting(reader, 'sample'))).toBe('after');
  });
});
