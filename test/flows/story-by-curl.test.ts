// If this fails, the story that README asks people to paste does not work.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { fillDataFolder } from '../setup/databases.ts';
import { startAsNewcomer } from '../setup/first-start.ts';
import type { Start } from '../setup/first-start.ts';
import { freePort } from '../setup/free-port.ts';

const README = join(import.meta.dirname, '../../README.md');
const DONE_WITHIN_MILLISECONDS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'waymark-curl-'));
let program: BuiltProgram;
let server: Start;
let key = '';

beforeAll(async () => {
  program = await buildProgram();
  const dataDir = join(folder, 'var');
  await fillDataFolder(dataDir);
  server = startAsNewcomer(program, await freePort(), dataDir);
  key = await server.said(/Sample API key: (wmk_\S+)/);
}, 180_000);

afterAll(async () => {
  await server?.stop();
  program?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('the story of README, pasted into bash with the sample key, ends in a valid badge that is then revoked', async () => {
  const { code, stdout, stderr } = await paste(storyOf(readFileSync(README, 'utf8')));
  expect(stderr).toBe('');
  const badge = stdout.find((line) => line.startsWith('http')) ?? '';
  expect(stdout).toEqual(['submitted', 'true', badge, 'valid', 'revoked', 'invalid']);
  expect(badge).toMatch(new RegExp(`^${server.origin}/credentials/cred_\\w{22}$`));
  expect(code).toBe(0);
}, 90_000);

test('it names the address at which `npm start` listens', () => {
  expect(storyOf(readFileSync(README, 'utf8'))).toContain('http://localhost:8080');
});

function storyOf(readme: string): string {
  const block = /<!-- story -->\s*```bash\n([\s\S]*?)\n```\s*<!-- \/story -->/.exec(readme)?.[1];
  if (block === undefined) throw new Error('README.md has no story between <!-- story --> and <!-- /story -->.');
  return block;
}

/** Runs the block line by line, as a terminal would: bash reads it from its input. */
function paste(block: string): Promise<{ code: number | null; stdout: string[]; stderr: string }> {
  // The story calls `node` and `curl`: they must be found, and nothing else of this environment matters.
  const path = [dirname(process.execPath), process.env['PATH']].join(':');
  const shell = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder,
    env: { PATH: path, HOME: folder, KEY: key, API: server.origin },
    timeout: DONE_WITHIN_MILLISECONDS,
    killSignal: 'SIGKILL',
  });
  let stdout = '';
  let stderr = '';
  shell.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  shell.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // Nothing is left open for a command to wait on.
  shell.stdin.end(`${block}\n`);
  return new Promise((resolve, reject) => {
    shell.once('error', reject);
    shell.once('close', (code) => resolve({ code, stdout: stdout.trim().split('\n'), stderr }));
  });
}
