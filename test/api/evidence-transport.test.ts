// If this fails, a broken or broken-off upload takes the process down, or leaves something behind on the disk.
import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidenceView } from '../../src/earning/submissions/submission.ts';
import { makeSchool, publishAchievement, startSubmission } from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { eventually } from '../setup/eventually.ts';
import { filesIn } from '../setup/folders.ts';
import { expectStatus, picture } from '../setup/fixtures.ts';
import { bodyOf, field, fileFor, filePart } from '../setup/multipart.ts';
import type { Multipart } from '../setup/multipart.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp, testOrigin } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let url: string;
let port: number;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  const evidenceRequirements = [{ id: 'files', name: 'Files', kind: 'file', required: false, mostItems: 20 }];
  const achievement = await publishAchievement(school, { evidenceRequirements });
  url = `/v1/submissions/${(await startSubmission(school, achievement.id)).id}/evidence`;
  await api.app.http.listen({ host: '127.0.0.1', port: 0 });
  port = (api.app.http.server.address() as AddressInfo).port;
});
afterAll(() => api.close());

const file = { fileName: 'a.txt', type: 'text/plain', content: 'Some plain words.' };
const stored = (): readonly string[] => filesIn(`${api.dataDir}/blobs`);
/** Where a parser would keep what it was sent, if it kept any of it. */
const temporary = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => /multipart|upload|busboy/i.test(name));
const openFiles = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);

test('400 K-16 a multipart body without its boundary, cut in the middle or without an end is unreadable, and not our fault', async () => {
  const { body, headers } = fileFor('files', file);
  const before = stored();
  const broken: readonly (readonly [Buffer, string])[] = [
    [body, 'multipart/form-data'],
    [body, 'multipart/form-data; boundary='],
    [body.subarray(0, Math.floor(body.length / 2)), headers['content-type']],
    [body.subarray(0, body.length - 8), headers['content-type']],
    [body.subarray(0, 30), headers['content-type']],
    [Buffer.alloc(0), headers['content-type']],
    [Buffer.from('no part at all'), headers['content-type']],
  ];
  for (const [bytes, type] of broken) {
    expectProblem(await school.key.send('POST', url, bytes, { 'content-type': type }), 'malformed-multipart');
  }
  expect(stored()).toEqual(before);
});

test('400 two files, none, anything after the file, an unknown or repeated field or a forbidden name are refused', async () => {
  const before = stored();
  const send = ({ body, headers }: Multipart) => school.key.send('POST', url, body, headers);
  const requirement = field('requirement', 'files');
  const unreadable: readonly Multipart[] = [
    bodyOf(requirement, filePart(file), filePart(file)),
    bodyOf(requirement, filePart(file), field('description', 'Too late')),
    bodyOf(requirement),
    bodyOf(requirement, field('__proto__', 'x'), filePart(file)),
    bodyOf(requirement, filePart(file, 'constructor')),
  ];
  for (const body of unreadable) expectProblem(await send(body), 'malformed-multipart');
  const wrong: readonly (readonly [Multipart, string])[] = [
    [bodyOf(filePart(file)), '/requirement missing'],
    [bodyOf(filePart(file), requirement), '/requirement missing'],
    [bodyOf(requirement, requirement, filePart(file)), '/requirement repeated'],
    [bodyOf(requirement, field('role', 'admin'), filePart(file)), '/role unknown_property'],
    [bodyOf(requirement, filePart(file, 'picture')), '/picture unknown_property'],
    [bodyOf(requirement, field('description', 'a\u0000'), filePart(file)), '/description invalid_unicode'],
    [bodyOf(requirement, field('description', 'x'.repeat(2_001)), filePart(file)), '/description invalid_unicode'],
    [bodyOf(requirement, field('description', 'x'.repeat(9_000)), filePart(file)), '/description invalid_unicode'],
  ];
  for (const [body, error] of wrong) expectProblem(await send(body), 'validation-failed', { errors: [error] });
  expect(stored()).toEqual(before);
  const nameless = await send(
    bodyOf(requirement, filePart({ type: 'application/octet-stream', content: await picture('png') })),
  );
  expect(expectStatus<EvidenceView>(nameless, 201)).toMatchObject({ fileName: 'file', mediaType: 'image/png' });
});

test('413 no file is ever cut to the largest size there is; 201 one of exactly that size', async () => {
  const before = stored();
  const most = 50_000_000;
  for (const [size, status] of [
    [most + 1, 413],
    [most + 70_000, 413],
    [most, 201],
  ] as const) {
    const { body, headers } = fileFor('files', { ...file, content: Buffer.alloc(size, 'x') });
    const answer = await school.key.send('POST', url, body, headers);
    expect(`${size} ${answer.statusCode}`).toBe(`${size} ${status}`);
  }
  expect(stored().length).toBe(before.length + 1);
});

test('201 K-18 after uploads that are broken off midway no file and no handle is left, and the next one is taken', async () => {
  const { body, headers } = fileFor('files', { ...file, content: 'x'.repeat(400_000) });
  const before = { stored: stored(), temporary: temporary(), openFiles: openFiles() };
  const abort = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const head = [
      `POST ${url} HTTP/1.1`,
      `Host: ${new URL(testOrigin).host}`,
      `Authorization: Bearer ${school.key.key ?? ''}`,
      `Content-Type: ${headers['content-type']}`,
      `Content-Length: ${body.length}`,
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await new Promise<void>((resolve) => socket.write(body.subarray(0, body.length / 2), () => resolve()));
    socket.destroy();
    await once(socket, 'close');
  };
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 10 }, abort));
  await eventually('all connections to be gone', async () => {
    const connections = await new Promise<number>((resolve) => {
      api.app.http.server.getConnections((_error, count) => resolve(count));
    });
    return connections === 0 && stored().length === before.stored.length ? true : undefined;
  });
  expect(stored()).toEqual(before.stored);
  expect(temporary()).toEqual(before.temporary);
  await eventually('all files to be closed', () => (openFiles() <= before.openFiles ? true : undefined));
  const next = fileFor('files', file);
  const made = expectStatus<EvidenceView>(await school.key.send('POST', url, next.body, next.headers), 201);
  expect(made.sizeBytes).toBe(file.content.length);
});
