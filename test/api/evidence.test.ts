// If this fails, evidence is not what was handed in, is taken for something it is not, or can be changed by its name.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvidenceView, SubmissionView } from '../../src/earning/submissions/submission.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import { makeSchool, publishAchievement, startSubmission, submit } from '../setup/earning.ts';
import type { School } from '../setup/earning.ts';
import { expectStatus, picture } from '../setup/fixtures.ts';
import { fileFor } from '../setup/multipart.ts';
import type { FilePart } from '../setup/multipart.ts';
import { filesIn } from '../setup/folders.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let achievementId: string;

const requirements = [
  { id: 'words', name: 'In words', kind: 'text', required: true },
  { id: 'video', name: 'A video', kind: 'link', required: false },
  { id: 'quiz', name: 'A quiz', kind: 'structured', required: false },
  { id: 'picture', name: 'A picture', kind: 'file', required: false, mediaTypes: ['image/png', 'image/jpeg'] },
  { id: 'anything', name: 'Any files', kind: 'file', required: false, mostItems: 20, mostBytes: 10_000 },
];

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  achievementId = (await publishAchievement(school, { evidenceRequirements: requirements })).id;
});
afterAll(() => api.close());

const text = (fileName: string, content = 'Plain words.'): FilePart => ({ fileName, type: 'text/plain', content });
const draft = async (): Promise<string> =>
  `/v1/submissions/${(await startSubmission(school, achievementId)).id}/evidence`;
const upload = (url: string, requirement: string, file: FilePart, method: 'POST' | 'PUT' = 'POST') => {
  const { body, headers } = fileFor(requirement, file);
  return school.key.send(method, url, body, headers);
};
const held = async (url: string): Promise<readonly EvidenceView[]> =>
  expectStatus<SubmissionView>(await school.key.get(url.replace('/evidence', '')), 200).evidence;
const stored = (): readonly string[] => filesIn(`${api.dataDir}/blobs`);

test('201 text, link and result are kept as sent, with the digest of what was sent', async () => {
  const url = await draft();
  const words = 'Zażółć gęślą jaźń — 85.0 %';
  const result = { value: 8, most: 10, unit: 'points', source: 'LMS course', measuredAt: '2026-11-01T10:00:00Z' };
  const bodies = [
    { requirement: 'words', text: words, description: 'For you only' },
    { requirement: 'video', url: 'https://video.example/creek?t=1#end' },
    { requirement: 'quiz', result },
  ];
  const made: EvidenceView[] = [];
  for (const body of bodies) made.push(expectStatus<EvidenceView>(await school.key.post(url, body), 201));
  expect(made).toMatchObject(bodies);
  expect(made.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'text In words',
    'link A video',
    'structured A quiz',
  ]);
  expect(made.map(({ sha256 }) => sha256)).toEqual([
    sha256Hex(words),
    undefined,
    expect.stringMatching(/^[0-9a-f]{64}$/),
  ]);
  expect((await held(url)).toSorted(byId)).toEqual(made.toSorted(byId));
});

test('400 evidence must answer a requirement of the achievement, in its kind, with one thing', async () => {
  const url = await draft();
  const refusals: readonly (readonly [object, string])[] = [
    [{ requirement: 'nothing', text: 'x' }, '/requirement unknown_requirement'],
    [{ requirement: 'words', url: 'https://a.example' }, '/requirement wrong_kind'],
    [{ requirement: 'picture', text: 'x' }, '/requirement wrong_kind'],
    [{ requirement: 'words', text: 'x', url: 'https://a.example' }, ' one_of'],
    [{ requirement: 'words' }, ' one_of'],
    [{ requirement: 'video', url: 'javascript:alert(1)' }, '/url pattern'],
    [{ requirement: 'quiz', result: { value: '8' } }, '/result/value wrong_type'],
    [{ requirement: 'words', text: ' \n ' }, '/text pattern'],
    [{ requirement: 'words', text: 'x', fileName: 'a.txt' }, '/fileName unknown_property'],
  ];
  for (const [body, error] of refusals) {
    expectProblem(await school.key.post(url, body), 'validation-failed', { errors: [error] });
  }
  expectProblem(await upload(url, 'words', text('a.txt')), 'validation-failed', {
    errors: ['/requirement wrong_kind'],
  });
  expect(await held(url)).toEqual([]);
});

test('409 a requirement takes one piece unless it says how many; 200 a replacement takes the place of the old', async () => {
  const url = await draft();
  const first = expectStatus<EvidenceView>(await school.key.post(url, { requirement: 'words', text: 'One' }), 201);
  const second = { requirement: 'words', text: 'Two' };
  expectProblem(await school.key.post(url, second), 'conflict', { code: 'requirement_answered' });
  const replaced = expectStatus<EvidenceView>(await school.key.put(`${url}/${first.id}`, second), 200);
  expect(replaced).toMatchObject({ ...second, sha256: sha256Hex('Two') });
  expect(await held(url)).toEqual([replaced]);
  expectProblem(await school.key.put(`${url}/${first.id}`, second), 'not-found');
});

test('204 what is removed is gone, its file too; 404 a second time', async () => {
  const url = await draft();
  const before = stored();
  const file = expectStatus<EvidenceView>(await upload(url, 'anything', text('a.txt', 'first')), 201);
  const kept = expectStatus<EvidenceView>(await upload(url, 'anything', text('b.txt', 'second')), 201);
  const replaced = expectStatus<EvidenceView>(
    await upload(`${url}/${file.id}`, 'anything', text('c.txt', 'third'), 'PUT'),
    200,
  );
  expect(stored().length).toBe(before.length + 2);
  expect((await school.key.delete(`${url}/${replaced.id}`)).statusCode).toBe(204);
  expect(stored().length).toBe(before.length + 1);
  expect(await held(url)).toEqual([kept]);
  expectProblem(await school.key.delete(`${url}/${replaced.id}`), 'not-found');
});

test('201 a file is known by its content; 415 K-02 never by what the sender says or calls it', async () => {
  const url = await draft();
  const png = await picture('png');
  const lying: readonly FilePart[] = [
    { fileName: 'a.png', type: 'image/png', content: '<!doctype html><script>alert(1)</script>' },
    { fileName: 'a.png', type: 'image/png', content: await picture('gif') },
    { fileName: 'a.png', type: 'image/png', content: '%PDF-1.7\n1 0 obj\n' },
    { fileName: 'a.png', type: 'image/png', content: '' },
  ];
  for (const file of lying) {
    expectProblem(await upload(url, 'picture', file), 'unsupported-media-type', { code: 'content_mismatch' });
  }
  const html = { fileName: 'a.txt', type: 'text/plain', content: ' <!DOCTYPE html><p>x' };
  expectProblem(await upload(url, 'anything', html), 'unsupported-media-type', { code: 'content_mismatch' });
  const bytes = { fileName: 'a.bin', type: 'application/octet-stream', content: Buffer.from([1, 2, 3]) };
  expectProblem(await upload(url, 'anything', bytes), 'unsupported-media-type', { code: 'content_mismatch' });
  const made = expectStatus<EvidenceView>(
    await upload(url, 'picture', { fileName: 'x.txt', type: 'text/plain', content: png }),
    201,
  );
  expect(made).toMatchObject({
    mediaType: 'image/png',
    sizeBytes: png.length,
    sha256: sha256Hex(png),
    fileName: 'x.txt',
  });
  expect(await held(url)).toEqual([made]);
});

test('413 a file one byte beyond the limit of its requirement; 201 one at the limit', async () => {
  const url = await draft();
  const before = stored();
  const over = await upload(url, 'anything', text('a.txt', 'x'.repeat(10_001)));
  expectProblem(over, 'payload-too-large');
  expect(stored()).toEqual(before);
  const made = expectStatus<EvidenceView>(await upload(url, 'anything', text('a.txt', 'x'.repeat(10_000))), 201);
  expect(made.sizeBytes).toBe(10_000);
});

test('201 K-01 a file name is for display only: no path, no control characters, no more than 150 characters', async () => {
  const url = await draft();
  const names: readonly (readonly [string, string])[] = [
    ['../../etc/passwd', 'passwd'],
    ['..\\\\x', 'x'],
    ['..', 'file'],
    ['a\u0000\u001b[31m\u202e.png', 'a[31m.png'],
    [`${'n'.repeat(4_000)}.txt`, 'n'.repeat(150)],
  ];
  for (const [sent, kept] of names) {
    const made = expectStatus<EvidenceView>(await upload(url, 'anything', text(sent)), 201);
    expect(made.fileName).toBe(kept);
  }
  expect(stored().every((path) => /^[0-9A-Za-z]{2}\/blob_[0-9A-Za-z]{22}$/.test(path))).toBe(true);
});

test('201 K-15 an archive is kept as it came and never unpacked', async () => {
  const url = await draft();
  const before = stored();
  // The end-of-archive record of a ZIP with nothing in it, behind a local header that claims four gigabytes.
  const header = Buffer.from('504b0304140000000800000000000000000000000000ffffffff0000000', 'hex');
  const zip = Buffer.concat([header, Buffer.from('504b0506000000000000000000000000000000000000', 'hex')]);
  const made = expectStatus<EvidenceView>(
    await upload(url, 'anything', { fileName: '42.zip', type: 'application/zip', content: zip }),
    201,
  );
  expect(made).toMatchObject({ mediaType: 'application/zip', sizeBytes: zip.length, sha256: sha256Hex(zip) });
  expect(stored().length).toBe(before.length + 1);
  const file = await school.key.get(`${url}/${made.id}/file`);
  expect(sha256Hex(file.rawPayload)).toBe(made.sha256);
});

test('200 a file comes back byte for byte, as an attachment that runs nothing and stays in no cache', async () => {
  const url = await draft();
  const content = await picture('jpeg');
  const made = expectStatus<EvidenceView>(
    await upload(url, 'picture', { fileName: "l'été 100%.jpg", type: 'image/jpeg', content }),
    201,
  );
  const answer = await school.key.get(`${url}/${made.id}/file`);
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(content)).toBe(true);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(content.length),
    'content-disposition': "attachment; filename*=UTF-8''l%27%C3%A9t%C3%A9%20100%25.jpg",
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
  });
  const words = expectStatus<EvidenceView>(await school.key.post(url, { requirement: 'words', text: 'No file' }), 201);
  expectProblem(await school.key.get(`${url}/${words.id}/file`), 'not-found');
  expectProblem(await api.anonymous.get(`${url}/${made.id}/file`), 'unauthenticated');
});

test('201 a repeated upload under one Idempotency-Key is one piece and one file; 422 another file', async () => {
  const url = await draft();
  const before = stored();
  const once = (content: string, key: string, fileName = 'a.txt') => {
    const { body, headers } = fileFor('anything', text(fileName, content));
    return school.key.send('POST', url, body, { ...headers, 'idempotency-key': key });
  };
  const first = expectStatus<EvidenceView>(await once('the same', 'upload-1'), 201);
  expect(expectStatus<EvidenceView>(await once('the same', 'upload-1'), 201)).toEqual(first);
  expect(stored().length).toBe(before.length + 1);
  expect(sha256Hex((await school.key.get(`${url}/${first.id}/file`)).rawPayload)).toBe(first.sha256);
  expectProblem(await once('another', 'upload-1'), 'idempotency-mismatch');
  expectProblem(await once('the same', 'upload-1', 'b.txt'), 'idempotency-mismatch');
  expectStatus(await school.key.post(url, { requirement: 'words', text: 'Done' }), 201);
  await submit(school, url.split('/')[3] ?? '');
  expect(expectStatus<EvidenceView>(await once('the same', 'upload-1'), 201)).toEqual(first);
  expectProblem(await once('the same', 'upload-2'), 'conflict', { code: 'not_a_draft' });
  expect(stored().length).toBe(before.length + 1);
});

function byId(a: EvidenceView, b: EvidenceView): number {
  return a.id < b.id ? -1 : 1;
}
