// If this fails, the log can be changed without anyone noticing, or an entry has no place in it.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Call } from '../../../../src/kernel/call.ts';
import { randomIds } from '../../../../src/kernel/id.ts';
import {
  FIRST_PREVIOUS_HASH,
  auditEntryHash,
  auditLog,
  integrateAuditEntries,
  integratedEntries,
} from '../../../../src/platform/audit/audit.ts';
import type { AuditRow } from '../../../../src/platform/audit/audit.ts';
import { deployment } from '../../../../src/platform/db/scope.ts';
import { describeOnEachEngine, openTestDatabase } from '../../../setup/databases.ts';
import type { TestDatabase } from '../../../setup/databases.ts';

const clock = { now: () => new Date('2026-11-25T13:07:28.123Z') };
const call: Call = {
  principal: { kind: 'key', keyId: 'key_1', institutionId: 'inst_1', scopes: [] },
  requestId: 'rqs_1',
  operation: 'rubrics.create',
};

describeOnEachEngine('the audit log', (engine) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openTestDatabase(engine);
  });
  afterAll(() => opened.close());

  const append = (n: number): Promise<void> =>
    opened.database.write(deployment, (tx) =>
      auditLog(clock, randomIds).append(tx, call, {
        event: 'rubric.created',
        subject: { type: 'rubric', id: `rub_${n}` },
        institutionId: 'inst_1',
        details: { version: n, b: 'é', a: ['x', 'y'], c: true },
      }),
    );
  const chain = (): Promise<AuditRow[]> =>
    opened.database.read(deployment, async (reader) => {
      const rows: AuditRow[] = [];
      for await (const row of integratedEntries(reader, 3)) rows.push(row);
      return rows;
    });

  it('gives every committed entry one place, in a chain of hashes that can be worked out anew', async () => {
    for (let n = 1; n <= 7; n++) await append(n);
    expect(await integrateAuditEntries(opened.database, 5)).toBe(5);
    expect(await integrateAuditEntries(opened.database, 5)).toBe(2);
    expect(await integrateAuditEntries(opened.database)).toBe(0);
    await append(8);
    expect(await integrateAuditEntries(opened.database)).toBe(1);
    const rows = await chain();
    expect(rows.map((row) => row.sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    let previous = FIRST_PREVIOUS_HASH;
    for (const row of rows) {
      expect(row.previousHash).toBe(previous);
      expect(row.entryHash).toBe(auditEntryHash(row));
      previous = row.entryHash ?? '';
    }
  });

  it('leaves no entry of a change that was rolled back', async () => {
    const before = (await chain()).length;
    const undone = opened.database.write(deployment, async (tx) => {
      await auditLog(clock, randomIds).append(tx, call, { event: 'x.done', subject: { type: 'x', id: 'x_1' } });
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await integrateAuditEntries(opened.database)).toBe(0);
    expect(await chain()).toHaveLength(before);
  });

  it('shows a change of any member of an entry', async () => {
    const [row] = await chain();
    if (row === undefined) throw new Error('There is no entry.');
    const changes: Partial<AuditRow>[] = [
      { sequence: 2 },
      { previousHash: '1'.repeat(64) },
      { id: 'aud_x' },
      { occurredAt: new Date('2026-11-25T13:07:28.124Z') },
      { institutionId: null },
      { event: 'rubric.updated' },
      { subjectType: 'x' },
      { subjectId: 'rub_9' },
      { actor: { kind: 'key', keyId: 'key_2' } },
      { requestId: 'rqs_2' },
      { details: { ...row.details, version: 99 } },
      { details: { ...row.details, more: 1 } },
    ];
    expect(Object.keys(row).toSorted()).toEqual(
      [...new Set([...changes.flatMap(Object.keys), 'entryHash'])].toSorted(),
    );
    for (const change of changes) expect(auditEntryHash({ ...row, ...change })).not.toBe(row.entryHash);
    const { details } = row;
    const turned = Object.fromEntries(Object.entries(details).toReversed());
    expect(auditEntryHash({ ...row, details: turned })).toBe(row.entryHash);
  });

  it('is read from the database as it was hashed, so that a changed row is found', async () => {
    await opened.database.write(deployment, async (tx) => {
      await tx.db.execute(sql`update audit_entries set details = details || '{"version": 99}' where sequence = 4`);
    });
    const broken = (await chain()).filter((row) => row.entryHash !== auditEntryHash(row));
    expect(broken.map((row) => row.sequence)).toEqual([4]);
  });
});
