// Guarantee: processes that start at the same moment on an empty database make one deployment: all come up, the tables
// are made once, and what one writes the other serves.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import type { InstitutionView } from '../../src/catalog/institutions/institution.ts';
import { buildProgram } from '../setup/built-program.ts';
import { engines } from '../setup/databases.ts';
import { given } from '../setup/given.ts';
import { administer, databaseUrl } from '../setup/postgres-admin.ts';
import { startProgram } from '../setup/program.ts';

describe.skipIf(!engines.includes('postgres'))('three processes on an empty postgres', () => {
  it('X16 migrate without an error and serve one deployment', { timeout: 120_000 }, async ({ onTestFinished }) => {
    const { postgres } = inject('databases');
    const server = given(postgres ?? undefined, 'Postgres');
    const program = await buildProgram();
    const dataDir = mkdtempSync(join(tmpdir(), 'waymark-together-'));
    const name = `waymark_together_${randomBytes(6).toString('hex')}`;
    await administer(server.url, `create database ${name}`);
    onTestFinished(async () => {
      await administer(server.url, `drop database if exists ${name} with (force)`);
      rmSync(dataDir, { recursive: true, force: true });
      program.remove();
    });
    const environment = { DATABASE_URL: databaseUrl(server.url, name), WAYMARK_DATA_DIR: dataDir };
    const started = await Promise.allSettled([1, 2, 3].map(() => startProgram(program, environment)));
    const nodes = started.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
    onTestFinished(async () => {
      for (const node of nodes) await node.kill();
    });
    expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);

    const made = await nodes[0]?.operator.post('/v1/institutions', { name: 'Sand Hills Workshop' });
    expect(made?.status).toBe(201);
    const { id } = given(made?.json<InstitutionView>(), 'answer');
    for (const node of nodes) {
      expect((await node.operator.get(`/v1/institutions/${id}`)).json()).toMatchObject({ id });
    }
    for (const node of nodes) {
      const { code, stderr } = await node.stop();
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
  });
});
