// If this fails, whoever runs Waymark cannot tell whether it works, or stopping and starting it loses what was asked.
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InstitutionView } from '../../src/catalog/institutions/institution.ts';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { fillDataFolder } from '../setup/databases.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus, makeInstitution } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { runProgram, startProgram } from '../setup/program.ts';
import type { Environment } from '../setup/program.ts';
import { openTestApp } from '../setup/test-app.ts';

describe('health', () => {
  test('200 a process that lives and can work says so to anyone, however often it is asked', async () => {
    const api = await openTestApp({ environment: { WAYMARK_REQUESTS_PER_MINUTE: '20' } });
    for (let n = 0; n < 40; n++) expect((await api.anonymous.get('/health/live')).body).toBe('{"status":"ok"}');
    const ready = await api.anonymous.get('/health/ready');
    expect(expectStatus(ready, 200)).toEqual({ status: 'ok', checks: { database: true, masterKey: true } });
    expect(ready.headers['cache-control']).toBe('no-store');
    const limited = await eventually('the limit to be met elsewhere', async () => {
      const answer = await api.anonymous.get('/robots.txt');
      return answer.statusCode === 429 ? answer : undefined;
    });
    expectProblem(limited, 'rate-limited');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    await api.close();
  });

  test('503 without its database it lives, but is not ready', async () => {
    const api = await openTestApp();
    await api.database.close();
    const ready = await api.anonymous.get('/health/ready');
    expect(expectStatus(ready, 503)).toEqual({ status: 'not ready', checks: { database: false, masterKey: true } });
    expect((await api.anonymous.get('/health/live')).statusCode).toBe(200);
    await api.app.close();
    rmSync(api.dataDir, { recursive: true });
  });

  test('200 figures are for the operator only, and name no one', async () => {
    const api = await openTestApp();
    const { key, id } = await makeInstitution(api);
    await key.get(`/v1/institutions/${id}`);
    expectProblem(await api.anonymous.get('/metrics'), 'unauthenticated');
    expectProblem(await key.get('/metrics'), 'forbidden');
    const { statusCode, headers, body } = await api.operator.get('/metrics');
    expect([statusCode, headers['content-type']]).toEqual([200, expect.stringContaining('text/plain')]);
    expect(body).toMatch(
      /^waymark_http_answer_seconds_count\{method="GET",route="\/v1\/institutions\/:institutionId",status="200"\} 1$/m,
    );
    expect(body).toMatch(/^waymark_outbox_waiting 0$/m);
    expect(body).not.toMatch(/_[0-9A-Za-z]{22}/);
    await api.close();
  });
});

describe('a process of its own', { timeout: 90_000 }, () => {
  let program: BuiltProgram;
  let folder: string;
  let environment: Environment;
  const folders: string[] = [];
  const newFolder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'waymark-stop-'));
    folders.push(made);
    return made;
  };

  beforeAll(async () => {
    program = await buildProgram();
    folder = newFolder();
    environment = { WAYMARK_DATA_DIR: folder };
    await fillDataFolder(folder);
  });
  afterAll(() => {
    program.remove();
    for (const made of folders) rmSync(made, { recursive: true, force: true });
  });

  test('200 told to end it answers what is under way, ends with 0, and starts again where it was', async () => {
    const running = await startProgram(program, environment);
    const made = (await running.operator.post('/v1/institutions', { name: 'Kept' })).json<InstitutionView>();
    const body = JSON.stringify({ credential: { '@context': [] } });
    const socket = await halfAsked(running.port, body);
    // A caller that keeps its connection open and asks for nothing holds up nobody.
    const idle = connect(running.port, '127.0.0.1');
    await once(idle, 'connect');
    const ended = running.stop();
    await eventually('it to take nothing new', () => refuses(running.port));
    expect(running.ending()).toBeUndefined();
    socket.write(body.slice(10));
    const answer = await allOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(answer).toContain('"outcome":"invalid"');
    const { code, signal, stdout } = await ended;
    expect([code, signal]).toEqual([0, null]);
    expect(stdout).toContain('Stopping');
    idle.destroy();

    const again = await startProgram(program, environment);
    expect((await again.operator.get(`/v1/institutions/${made.id}`)).json<InstitutionView>()).toEqual(made);
    // A caller that never says what it has begun to say does not hold up the end for ever either.
    const silent = await halfAsked(again.port, '{"url":"https://badges.example"}');
    silent.on('error', () => undefined);
    expect((await again.stop()).code).toBe(0);
  });

  test('one process has a folder: a second is told who has it, and the first goes on', async () => {
    const running = await startProgram(program, environment);
    for (const command of ['serve', 'migrate']) {
      const second = await runProgram(program, [command], { ...environment, PORT: '0' });
      expect([command, second.code]).toEqual([command, 1]);
      expect(second.stderr.trim()).toMatch(/^Another Waymark \(process \d+\) is using the folder .*$/);
      expect(second.stderr).toContain(folder);
    }
    const checker = await runProgram(program, ['fsck'], environment);
    expect(checker.code).toBeGreaterThan(0);
    expect(checker.stdout + checker.stderr).toContain('/v1/operator/fsck');
    expect((await running.operator.get('/health/ready')).status).toBe(200);
    const taken = await runProgram(program, ['serve'], { WAYMARK_DATA_DIR: newFolder(), PORT: String(running.port) });
    expect([taken.code, taken.stderr.trim()]).toEqual([1, expect.stringContaining(`Port ${running.port} is in use`)]);
    expect((await running.stop()).code).toBe(0);
  });

  test('another public address is refused in a sentence that says what to do', async () => {
    const moved = await runProgram(program, ['serve'], { ...environment, WAYMARK_PUBLIC_URL: 'http://moved.test' });
    expect(moved.code).toBe(1);
    expect(moved.stderr).toMatch(/waymark\.test.*moved\.test.*WAYMARK_FORMER_ORIGINS/s);
    expect(moved.stderr).not.toContain('    at ');
  });

  test('M-01 production refuses trial settings before it touches anything, and tells no secret', async () => {
    const production = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://waymark:word-of-the-database@127.0.0.1:1/waymark',
      WAYMARK_PUBLIC_URL: 'https://badges.example.edu',
    };
    const sixteen = 'ABEiM0RVZneImaq7zN3u/w==';
    const refused: readonly (readonly [Environment, string])[] = [
      [{ WAYMARK_MASTER_KEY: '' }, 'master_key_missing: '],
      [{ WAYMARK_MASTER_KEY: sixteen }, 'master_key_invalid: '],
      [{ WAYMARK_MASTER_KEY: 'ab'.repeat(32) }, 'master_key_invalid: '],
      [{ WAYMARK_OPERATOR_KEY: '' }, 'operator_key_missing: '],
      [{ DATABASE_URL: '' }, 'embedded_in_production: '],
      [{ WAYMARK_PUBLIC_URL: 'http://badges.example.edu' }, 'public_url_not_https: '],
      [{}, 'The database does not answer.'],
    ];
    await Promise.all(
      refused.map(async ([change, sentence]) => {
        const empty = newFolder();
        const ended = await runProgram(program, ['serve'], { ...production, WAYMARK_DATA_DIR: empty, ...change });
        expect([ended.code, ended.stderr.trim()]).toEqual([1, expect.stringContaining(sentence)]);
        expect(ended.stdout + ended.stderr).not.toMatch(/word-of-the-database|ABEiM0RV|abababab|    at /);
        expect(readdirSync(empty)).toEqual([]);
      }),
    );
  });
});

/** A request whose head the server has read and whose body it waits for. */
async function halfAsked(port: number, body: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  const head = [
    'POST /v1/verifications HTTP/1.1',
    'Host: waymark.test',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Expect: 100-continue',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  const [received] = (await once(socket, 'data')) as [string];
  expect(received).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write(body.slice(0, 10));
  return socket;
}

/** What the server sends until it closes the connection. */
async function allOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) text += String(piece);
  return text;
}

/** Whether nobody listens there any more. */
function refuses(port: number): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy());
    socket.once('error', () => resolve(true));
    socket.once('close', () => resolve(undefined));
  });
}
