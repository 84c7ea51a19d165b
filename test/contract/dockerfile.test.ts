// If this fails, the image that the Dockerfile describes would not build, not start, not run as its unprivileged user,
// or not be seen as healthy.
import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../setup/free-port.ts';
import { openTemporaryFolder } from '../setup/open-temporary-folder.ts';
import { buildImage } from './dockerfile/build-image.ts';
import type { Image } from './dockerfile/build-image.ts';
import { commandOf, isIgnored, parseDockerfile } from './dockerfile/parse-dockerfile.ts';

const repository = join(import.meta.dirname, '../..');
const dockerfile = readFileSync(join(repository, 'Dockerfile'), 'utf8');
const dockerignore = readFileSync(join(repository, '.dockerignore'), 'utf8');

const wanted = process.env['CI'] === 'true' || process.env['WAYMARK_SLOW_TESTS'] === '1';
if (!wanted)
  console.warn('The Dockerfile is read but not carried out: set WAYMARK_SLOW_TESTS=1 (or CI=true) for that.');

describe('the Dockerfile', () => {
  it('ends in a stage that runs unprivileged, in production mode, with a health check', () => {
    const last = parseDockerfile(dockerfile).at(-1);
    const textOf = (name: string): string | undefined => last?.instructions.find((step) => step.name === name)?.text;
    expect(last?.image).toMatch(/^node:20-.*slim$/);
    expect(textOf('USER')).toBe('1000:1000');
    expect(textOf('ENV')).toBe('NODE_ENV=production');
    expect(textOf('EXPOSE')).toBe('8080');
    expect(textOf('VOLUME')).toBe('/app/var');
    expect(commandOf(textOf('CMD') ?? '')).toEqual(['node', '--enable-source-maps', 'dist/main.js']);
    expect(textOf('HEALTHCHECK')).toContain('/health/live');
  });

  it('is refused where it says something that this test cannot carry out', () => {
    expect(() => parseDockerfile('FROM node:20\nADD https://example.org/a.tar a')).toThrow('cannot run "ADD');
    expect(() => isIgnored('src/a.ts', 'src/**')).toThrow('cannot read "src/**"');
  });
});

describe.skipIf(!wanted)('the image', () => {
  let folder: string;
  let image: Image;
  let environment: Record<string, string | undefined>;
  let server: ChildProcess | undefined;
  let output = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(openTemporaryFolder(), 'waymark-image-'), { encoding: 'utf8' });
    execFileSync('chmod', ['755', folder]);
    const context = join(folder, 'context');
    for (const path of trackedFiles().filter((name) => !isIgnored(name, dockerignore))) {
      mkdirSync(dirname(join(context, path)), { recursive: true });
      cpSync(join(repository, path), join(context, path));
    }
    image = await buildImage(parseDockerfile(dockerfile), context, folder);
    environment = {
      PATH: process.env['PATH'],
      ...image.environment,
      PORT: String(await freePort()),
      WAYMARK_PUBLIC_URL: 'https://badges.example.edu',
      WAYMARK_MASTER_KEY: randomBytes(32).toString('base64'),
      WAYMARK_OPERATOR_KEY: randomBytes(32).toString('hex'),
      WAYMARK_ALLOW_EMBEDDED: '1',
    };
    const [program = '', ...args] = image.command;
    server = spawn(program, args, { cwd: image.workFolder, env: environment, ...image.account });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
  }, 300_000);

  afterAll(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const isRunning = (): boolean => server?.exitCode === null;
  const isHealthy = async (): Promise<boolean> => {
    const [program = '', ...args] = image.healthCheck;
    const run = promisify(execFile)(program, args, { cwd: image.workFolder, env: environment, ...image.account });
    return run.then(
      () => true,
      () => false,
    );
  };

  it('is built by every RUN, without development dependencies', () => {
    expect(image.ran).toEqual(['npm ci', 'npm run build', 'npm prune --omit=dev', 'mkdir var']);
    const modules = join(image.workFolder, 'node_modules');
    expect(statSync(join(modules, 'fastify')).isDirectory()).toBe(true);
    expect(statSync(join(modules, 'vitest'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('answers /health/live, and its health check exits 0', async () => {
    const deadline = Date.now() + 60_000;
    let status = 0;
    while (status !== 200 && isRunning() && Date.now() < deadline) {
      status = await fetch(`http://127.0.0.1:${environment['PORT']}/health/live`).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status !== 200) await pause(200);
    }
    expect(status, output).toBe(200);
    expect(await isHealthy()).toBe(true);
  }, 90_000);

  it('stops with exit code 0 when told to, and its health check then fails', async () => {
    server?.kill('SIGTERM');
    if (server !== undefined && isRunning()) await once(server, 'exit');
    expect(server?.exitCode, output).toBe(0);
    expect(await isHealthy()).toBe(false);
  });
});

function trackedFiles(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: repository, encoding: 'utf8' }).split('\0').filter(Boolean);
}
