// If this fails, whoever verifies without a network has a pack that holds too little, that anybody could have made, or
// that is signed anew for everyone who asks.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditEntries } from '../../src/platform/audit/audit-table.ts';
import { deployment } from '../../src/platform/db/scope.ts';
import { pinnedContexts } from '../../src/standards/contexts.ts';
import type { GuardedFetch } from '../../src/platform/outgoing/guarded-fetch.ts';
import { ed25519KeyOf } from '../../src/standards/ed25519-jws.ts';
import { packMediaType, readVerificationPack } from '../../src/standards/verification-pack.ts';
import type { PackReading } from '../../src/standards/verification-pack.ts';
import { packSource } from '../../src/verification/pack/pack-source.ts';
import { verifyCredential } from '../../src/verification/verify-credential.ts';
import type { Answer } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { expectStatus } from '../setup/fixtures.ts';
import { textAt } from '../setup/pointer.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const url = '/v1/verification-pack';

let now = new Date('2026-11-25T13:00:00.400Z');
const clock = { now: () => now };
const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};
let api: TestApp;
let school: School;
let badge: IssuedCredential;

beforeAll(async () => {
  api = await openTestApp({ clock });
  school = await makeSchool(api);
  badge = await issue(school, reportBody((await publishAchievement(school)).id));
});
afterAll(() => api.close());

async function keyOfPacks(): Promise<string> {
  return expectStatus<{ key: string }>(await api.anonymous.get('/.well-known/waymark-pack-key'), 200).key;
}

async function read(answer: Answer): Promise<PackReading & { ok: true }> {
  const reading = await readVerificationPack(answer.rawPayload, { now, key: ed25519KeyOf(await keyOfPacks()) });
  if (!reading.ok) throw new Error(reading.code);
  return reading;
}

it('200 signed by the key of packs, with the DID documents, the lists and the contexts, each with its time', async () => {
  const answer = await api.anonymous.get(url);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe(packMediaType);
  expect(answer.headers['cache-control']).toBe('public, max-age=300');
  const { pack, signedBy } = await read(answer);
  expect(signedBy).toBe(await keyOfPacks());
  expect(pack.origin).toBe(testOrigin);
  expect(pack.contexts).toEqual(pinnedContexts.map(({ url: context, sha256 }) => ({ url: context, sha256 })));
  const list = textAt(badge.document, '/credentialStatus/statusListCredential');
  expect(pack.documents.map((document) => document.url).toSorted()).toEqual(
    [`${testOrigin}/issuers/${school.issuer.id}/did.json`, list].toSorted(),
  );
  for (const { readAt } of pack.documents) expect(readAt).toEqual(new Date('2026-11-25T13:00:00Z'));
});

it('200 it is enough to verify a badge of this deployment, without reading anything else', async () => {
  const { pack } = await read(await api.anonymous.get(url));
  const report = await verifyCredential({ source: packSource(pack, clock), clock })(JSON.stringify(badge.document));
  expect(report.outcome).toBe('valid');
});

it('200 one signature for everybody within five minutes, 304 for who has it, and another one then', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => api.anonymous.get(url)));
  const tags = new Set(all.map(({ headers }) => headers.etag));
  expect(tags.size).toBe(1);
  const [tag = ''] = [...tags].map(String);
  expect((await api.anonymous.get(url, { 'if-none-match': tag })).statusCode).toBe(304);
  later(299);
  expect((await api.anonymous.get(url)).headers.etag).toBe(tag);
  later(2);
  const next = await api.anonymous.get(url, { 'if-none-match': tag });
  expect(next.statusCode).toBe(200);
  expect(next.headers.etag).not.toBe(tag);
});

it('200 a later pack knows of a revocation', async () => {
  expectStatus(await school.key.post(`/v1/credentials/${badge.id}/revoke`, { reason: 'By mistake' }), 200);
  await api.app.startWorker();
  later(301);
  const revoked = await eventually('the pack to show it', async () => {
    const { pack } = await read(await api.anonymous.get(url));
    const report = await verifyCredential({ source: packSource(pack, clock), clock })(JSON.stringify(badge.document));
    later(301);
    return report.outcome === 'invalid' ? report : undefined;
  });
  expect(revoked.checks.find(({ check }) => check === 'status')?.code).toBe('revoked');
});

it('the key was made once, and its making is in the log', async () => {
  const entries = await api.database.read(deployment, ({ db }) => db.select().from(auditEntries));
  const made = entries.filter(({ event, details }) => event === 'signing-key.created' && 'purpose' in details);
  expect(made.map(({ details }) => details)).toEqual([{ purpose: 'pack' }]);
});

it('200 the registries that the operator relies on are in it, with the age of the copy, and none that cannot be had', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-registries-'));
  const file = join(folder, 'registries.json');
  const there = 'https://registry.elsewhere.example/registry.json';
  const gone = 'https://gone.elsewhere.example/registry.json';
  const text = JSON.stringify({ meta: { created: '2026-01-01', updated: '2026-01-01' }, registry: {} });
  const registries = [
    { name: 'Elsewhere', url: there, format: 'dcc' },
    { name: 'Gone', url: gone, format: 'dcc' },
  ];
  writeFileSync(file, JSON.stringify(registries));
  const fetch: GuardedFetch = (asked) =>
    Promise.resolve(
      asked === there
        ? { state: 'found', bytes: Buffer.from(text), finalUrl: asked, contentType: 'application/json; charset=utf-8' }
        : { state: 'unreachable', code: 'unreachable' },
    );
  const other = await openTestApp({ clock, fetch, environment: { WAYMARK_TRUST_REGISTRIES_FILE: file } });
  rmSync(folder, { recursive: true });
  const answer = await other.anonymous.get(url);
  const reading = await readVerificationPack(answer.rawPayload, { now });
  await other.close();
  expect(reading.ok && reading.pack.registries).toEqual(registries);
  expect(reading.ok && reading.pack.documents).toEqual([
    { url: there, mediaType: 'application/json', text, readAt: new Date(Math.floor(now.getTime() / 1000) * 1000) },
  ]);
});
