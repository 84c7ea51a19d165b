// If this fails, the program as it is shipped does not verify from the command line, or it needs a deployment around it
// to do so.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { foreignBadge, foreignIssuer } from '../setup/foreign-badges.ts';
import { runProgram } from '../setup/program.ts';

const folder = mkdtempSync(join(tmpdir(), 'waymark-command-'));
const dataDir = join(folder, 'var');
let program: BuiltProgram;

beforeAll(async () => {
  program = await buildProgram();
}, 120_000);
afterAll(() => {
  program?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** With settings that would stop everything that opens a deployment. */
const verify = (...words: readonly string[]) =>
  runProgram(program, ['verify', ...words], { WAYMARK_DATA_DIR: dataDir, DATABASE_URL: 'not a database', PORT: 'x' });

test('it verifies a file without a database, a setting or a network, and ends by itself', async () => {
  const badge = await foreignBadge(await foreignIssuer('issuer of a file'));
  const good = join(folder, 'badge.json');
  const changed = join(folder, 'changed.json');
  writeFileSync(good, JSON.stringify(badge));
  writeFileSync(changed, JSON.stringify({ ...badge, name: 'Flies' }));

  const first = await verify(good);
  expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
  expect(first.stdout.split('\n')[0]).toBe('This badge is valid');

  const second = await verify(changed, '--json');
  expect(second.code).toBe(1);
  expect(JSON.parse(second.stdout)).toMatchObject({ outcome: 'invalid', kind: 'open-badge' });

  const third = await verify();
  expect(third.code).toBe(3);
  expect(third.stderr).toContain('Usage: waymark verify');
  expect(readdirSync(folder).toSorted()).toEqual(['badge.json', 'changed.json']);
}, 90_000);

test('a word that is no command is no verdict on a badge', async () => {
  expect((await runProgram(program, ['verfy', join(folder, 'badge.json')], {})).code).toBe(3);
}, 60_000);

test('a reader who leaves before the report is written changes nothing of the verdict', async () => {
  const good = join(folder, 'left.json');
  writeFileSync(good, JSON.stringify(await foreignBadge(await foreignIssuer('issuer of a file'))));
  const child = spawn(process.execPath, [program.main, 'verify', good, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, 60_000);

test('a URL on this machine is never asked, and that is no verdict on a badge', async () => {
  const { code, stderr } = await verify('https://127.0.0.1/badge');
  expect(code).toBe(3);
  expect(stderr).toContain('No badge could be read from https://127.0.0.1/badge');
}, 60_000);
