// If this fails, the first thing a newcomer sees is broken: `npm start` on an empty folder no longer ends with a badge
// that everybody can verify, or a start that cannot work does not say so.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../setup/built-program.ts';
import type { BuiltProgram } from '../setup/built-program.ts';
import { fillDataFolder } from '../setup/databases.ts';
import { operatorKeyLine, startAsNewcomer } from '../setup/first-start.ts';
import type { Start } from '../setup/first-start.ts';
import { freePort } from '../setup/free-port.ts';
import { httpCaller } from '../setup/http-caller.ts';
import { fetchFrom, outsideProblem } from '../setup/outside-verifier.ts';
import type { Document } from '../setup/outside-verifier.ts';
import { hasPublishedSchemas, schemaErrors, schemaNames } from '../setup/published-schemas.ts';

interface CredentialItem {
  readonly id: string;
  readonly url: string;
  readonly proofSuite: string;
}
interface Badge extends Document {
  readonly issuer: { readonly id: string };
  readonly name: string;
}

if (!hasPublishedSchemas) {
  console.warn('The published Open Badges schemas are not on this machine: the sample is NOT held against them.');
}

const folder = mkdtempSync(join(tmpdir(), 'waymark-newcomer-'));
const dataDir = join(folder, 'var');
let program: BuiltProgram;
/** What the first start on an empty folder wrote, and what it kept. */
let firstOutput = '';
let sampleKey = '';
let badgeUrl = '';
let badges: readonly Badge[] = [];
let suites: readonly string[] = [];
/** What happened to those who came while the first was running, and how it ended. */
let sameFolder: { code: number | null; output: string };
let samePort: { code: number | null; output: string };
let stopped: { code: number | null; milliseconds: number };
/** The second start on the same folder; it runs while the tests do. */
let again: Start;
let port = 0;

beforeAll(async () => {
  program = await buildProgram();
  port = await freePort();
  const first = startAsNewcomer(program, port, dataDir);
  const operatorKey = await first.said(operatorKeyLine);
  await first.said(/Sample API key: \S+/);
  firstOutput = first.output();
  sampleKey = await first.said(/Sample API key: (wmk_\S+)/);
  badgeUrl = await first.said(/A badge page: (\S+)/);
  const items = await everyCredential(first.origin, operatorKey);
  suites = items.map(({ proofSuite }) => proofSuite);
  badges = await Promise.all(items.map(async ({ url }) => (await fetchFrom(first.origin)(url)) as Badge));

  sameFolder = await endingOf(startAsNewcomer(program, await freePort(), dataDir));
  const otherFolder = join(folder, 'other');
  await fillDataFolder(otherFolder);
  samePort = await endingOf(startAsNewcomer(program, port, otherFolder));
  stopped = await first.stop();

  again = startAsNewcomer(program, port, dataDir);
  await again.said(/Verify a badge/);
}, 240_000);

afterAll(async () => {
  await again?.stop();
  program?.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the first start on an empty folder', () => {
  test('says that it plays a story, and every step of it in turn', () => {
    expect(firstOutput).toMatch(/The database is empty\./);
    const steps = [...firstOutput.matchAll(/^ {2}(\d+) of (\d+) {2}\S/gm)].map(
      ([, place, count]) => `${place}/${count}`,
    );
    expect(steps.length).toBeGreaterThanOrEqual(8);
    expect(steps).toEqual(steps.map((_, index) => `${index + 1}/${steps.length}`));
  });

  test('ends with the badge page, the verdict valid, the verify page, the API documentation and a key', () => {
    const origin = `http://localhost:${port}`;
    expect(firstOutput).toContain('Verification of the sample badge: valid\n');
    expect(firstOutput).toMatch(new RegExp(`A badge page: ${origin}/credentials/cred_\\w{22}\n`));
    expect(firstOutput).toContain(`Verify a badge: ${origin}/verify\n`);
    expect(firstOutput).toContain(`API documentation: ${origin}/docs\n`);
    expect(firstOutput).toMatch(/Sample API key: wmk_\S+\n/);
    expect(firstOutput).toMatch(operatorKeyLine);
  });

  test('tells how long it took from an empty database to a verified badge', () => {
    const [, seconds] = /From an empty database to a verified badge in ([\d.]+) s\./.exec(firstOutput) ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
  });
});

describe('what the sample left', () => {
  test('the badge page is a page for people and a signed credential for programs', async () => {
    const page = await fetch(badgeUrl, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Knowing the Place and Its Families');
    const document = await fetch(badgeUrl, { headers: { accept: 'application/vc' } });
    expect([document.status, document.headers.get('content-type')]).toEqual([200, 'application/vc']);
    expect(await document.json()).toMatchObject({ id: badgeUrl, proof: [{ proofPurpose: 'assertionMethod' }] });
  });

  test('every page that was named opens', async () => {
    const urls = [...firstOutput.matchAll(/: (http:\S+)$/gm)].map(([, url = '']) => url);
    expect(urls).toContain(badgeUrl);
    for (const url of new Set(urls)) {
      expect([url, (await fetch(url, { headers: { accept: 'text/html' } })).status]).toEqual([url, 200]);
    }
  });

  test('its key reads the story: an attempt that was declined, and the next one awarded', async () => {
    const caller = httpCaller(again.origin, sampleKey);
    const { items } = (await caller.get('/v1/submissions?state=decided')).json<{
      items: { attempt: number; changeNote?: string; evidence: { mediaType?: string }[] }[];
    }>();
    const second = items.find(({ attempt }) => attempt === 2);
    expect(second?.changeNote).toMatch(/Two more families/);
    expect(second?.evidence.map(({ mediaType }) => mediaType)).toEqual(
      expect.arrayContaining(['application/pdf', 'image/jpeg']),
    );
  });

  test('five badges of two issuers, one of which is its own key, in both proof suites', () => {
    const methods = badges.map(({ issuer }) => issuer.id.split(':').slice(0, 2).join(':'));
    expect(methods.toSorted()).toEqual(['did:key', 'did:web', 'did:web', 'did:web', 'did:web']);
    expect(new Set(suites)).toEqual(new Set(['eddsa-rdfc-2022', 'Ed25519Signature2020']));
    expect(new Set(badges.map(({ name }) => name)).size).toBe(4);
  });

  test.skipIf(!hasPublishedSchemas).each(schemaNames)('every badge is valid by %s', (name) => {
    expect(badges).toHaveLength(5);
    expect(badges.map((badge) => schemaErrors(name, badge))).toEqual(badges.map(() => []));
  });

  test('every badge passes JSON-LD safe mode and verifies with another implementation, status included', async () => {
    expect(badges).toHaveLength(5);
    for (const badge of badges) {
      expect([badge.name, await outsideProblem(badge, fetchFrom(again.origin))]).toEqual([badge.name, undefined]);
    }
  });

  test('the badge of the did:key issuer verifies without any server', async () => {
    const badge = badges.find(({ issuer }) => issuer.id.startsWith('did:key:'));
    expect(await outsideProblem(badge ?? {})).toBeUndefined();
  });

  test('a badge that was changed by one word does not', async () => {
    const badge = badges.find(({ issuer }) => issuer.id.startsWith('did:key:'));
    expect(await outsideProblem({ ...badge, name: 'Something else' })).toMatch(/signature/i);
  });
});

describe('starts that follow', () => {
  test('a second process on the same folder refuses in one sentence', () => {
    expect(sameFolder.code).toBe(1);
    expect(sameFolder.output).toMatch(/^Another Waymark \(process \d+\) is using the folder \S+\. Stop it first/m);
    expect(sameFolder.output).not.toMatch(/^\s+at /m);
  });

  test('a port that is taken ends the start in one sentence', () => {
    expect(samePort.code).toBe(1);
    expect(samePort.output).toMatch(new RegExp(`^Port ${port} is in use\\.`, 'm'));
    expect(samePort.output).not.toMatch(/^\s+at /m);
  });

  test('SIGTERM ends it with 0 within ten seconds', () => {
    expect(stopped.code).toBe(0);
    expect(stopped.milliseconds).toBeLessThan(10_000);
  });

  test('the next start plays nothing, shows the same badge and keeps what was there', async () => {
    expect(again.output()).not.toContain('Playing the sample story');
    expect(again.output()).not.toMatch(operatorKeyLine);
    expect(again.output()).toContain(`A badge page: ${badgeUrl}\n`);
    const { items } = (await httpCaller(again.origin, sampleKey).get('/v1/credentials')).json<{ items: unknown[] }>();
    expect(items).toHaveLength(4);
  });

  test('WAYMARK_SAMPLE=off leaves an empty database empty', async () => {
    const quietFolder = join(folder, 'quiet');
    await fillDataFolder(quietFolder);
    const quiet = startAsNewcomer(program, await freePort(), quietFolder, { WAYMARK_SAMPLE: 'off' });
    const operator = httpCaller(quiet.origin, await quiet.said(operatorKeyLine));
    const answer = await operator.get('/v1/institutions');
    expect([answer.status, answer.json()]).toEqual([200, { items: [] }]);
    expect(quiet.output()).not.toContain('sample story');
    expect(quiet.output()).not.toContain('Sample API key');
    expect((await quiet.stop()).code).toBe(0);
  }, 90_000);
});

async function endingOf(start: Start): Promise<{ code: number | null; output: string }> {
  const code = await start.ended;
  return { code, output: start.output() };
}

/** The credentials of all institutions, each read with a key that the operator makes. */
async function everyCredential(origin: string, operatorKey: string): Promise<CredentialItem[]> {
  const operator = httpCaller(origin, operatorKey);
  const institutions = (await operator.get('/v1/institutions')).json<{ items: { id: string }[] }>();
  const lists = institutions.items.map(async ({ id }) => {
    const key = { name: 'reader', scopes: ['credentials:read'] };
    const { secret } = (await operator.post(`/v1/institutions/${id}/api-keys`, key)).json<{ secret: string }>();
    return (await httpCaller(origin, secret).get('/v1/credentials')).json<{ items: CredentialItem[] }>().items;
  });
  return (await Promise.all(lists)).flat();
}
