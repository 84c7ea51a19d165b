// If this fails, a picture reaches visitors as somebody sent it, or one picture can stop the server.
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImageView } from '../../src/catalog/images/images.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import type { Answer } from '../setup/client.ts';
import { expectStatus, makeInstitution, makeKey, picture } from '../setup/fixtures.ts';
import type { TestInstitution } from '../setup/fixtures.ts';
import { expectProblem } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let own: TestInstitution;
beforeAll(async () => {
  api = await openTestApp();
  own = await makeInstitution(api);
  // The image library is loaded before anything is timed.
  await upload(await picture('png'));
});
afterAll(() => api.close());

const upload = (content: Buffer | string, type = 'image/png', headers: Record<string, string> = {}): Promise<Answer> =>
  own.key.send('POST', '/v1/images', content, { 'content-type': type, ...headers });
const svg = (inside: string, attributes = 'width="40" height="30"', before = ''): string =>
  `${before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;
const stored = async (answer: Answer): Promise<{ view: ImageView; bytes: Buffer }> => {
  const view = expectStatus<ImageView>(answer, 201);
  const served = await api.anonymous.get(String(answer.headers['location']));
  expect(served.statusCode).toBe(200);
  expect(served.headers['content-type']).toBe('image/png');
  return { view, bytes: served.rawPayload };
};
/** How long the answer took, in milliseconds. */
const timed = async (ask: () => Promise<Answer>): Promise<{ answer: Answer; milliseconds: number }> => {
  const start = performance.now();
  const answer = await ask();
  return { answer, milliseconds: performance.now() - start };
};

test.each([
  ['png', 'image/png'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
] as const)('201 a real %s is stored as a PNG of its size and served to anyone', async (format, type) => {
  const { view, bytes } = await stored(await upload(await picture(format, 400, 300), type));
  expect(view).toMatchObject({ mediaType: 'image/png', width: 400, height: 300, sizeBytes: bytes.length });
  expect(view.sha256).toBe(sha256Hex(bytes));
  expect((await sharp(bytes).metadata()).format).toBe('png');
});

test('201 an SVG becomes a PNG', async () => {
  const { view } = await stored(await upload(svg('<rect width="40" height="30" fill="teal"/>'), 'image/svg+xml'));
  expect(view).toMatchObject({ mediaType: 'image/png', width: 40, height: 30 });
});

test('201 a picture of 3000 by 1500 pixels is made 800 by 400', async () => {
  const { view } = await stored(await upload(await picture('jpeg', 3000, 1500), 'image/jpeg'));
  expect(view).toMatchObject({ width: 800, height: 400 });
});

test('201 the same Idempotency-Key stores one image', async () => {
  const content = await picture('png', 20, 20);
  const key = { 'idempotency-key': 'image-once' };
  const first = expectStatus<ImageView>(await upload(content, 'image/png', key), 201);
  expect(expectStatus(await upload(content, 'image/png', key), 201)).toEqual(first);
  const another = await upload(await picture('png', 21, 20), 'image/png', key);
  expectProblem(another, 'idempotency-mismatch');
});

test('201 place, owner and camera that a photograph tells of are left behind', async () => {
  const photograph = await sharp(await picture('jpeg'))
    .withExif({ IFD0: { Artist: 'Maria Ortiz' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 0/1 0/1' } })
    .jpeg()
    .toBuffer();
  expect(photograph.includes('Maria Ortiz')).toBe(true);
  const { bytes } = await stored(await upload(photograph, 'image/jpeg'));
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  expect(bytes.includes('Maria Ortiz')).toBe(false);
});

test('201 what is hidden behind a picture is left behind (K-23)', async () => {
  const polyglot = Buffer.concat([await picture('png'), Buffer.from('<html><script>alert(1)</script></html>')]);
  const { bytes } = await stored(await upload(polyglot));
  expect(bytes.includes('<script>')).toBe(false);
  expect(bytes.subarray(-8, -4).toString('latin1')).toBe('IEND');
});

test.each([
  ['HTML', () => '<html><body>hello</body></html>'],
  ['GIF', () => picture('gif')],
  ['PDF', () => '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'],
  ['plain text', () => 'not a picture at all'],
  ['half a PNG', async () => (await picture('png', 300, 300)).subarray(0, 60)],
])('415 K-02 declared as image/png, in truth %s', async (_kind, content) => {
  const answer = await upload(await content());
  expectProblem(answer, 'unsupported-media-type', { code: 'content_mismatch' });
});

test.each([
  ['a script', '<script>alert(1)</script>'],
  ['an event handler', '<rect width="40" height="30" onload="alert(1)"/>'],
  [
    'foreign HTML',
    '<foreignObject width="40" height="30"><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>',
  ],
  ['a link to another host', '<image width="40" height="30" xlink:href="https://canary.example/x.png"/>'],
  ['a link to a local file', '<image width="40" height="30" xlink:href="file:///etc/passwd"/>'],
])('201 K-03 an SVG with %s is served as a picture, under a policy that runs nothing', async (_what, inside) => {
  const answer = await upload(svg(`<rect width="9" height="9"/>${inside}`), 'image/svg+xml');
  const { bytes } = await stored(answer);
  expect((await sharp(bytes).metadata()).format).toBe('png');
  const { headers } = await api.anonymous.get(String(answer.headers['location']));
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

const entities = '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">';
test.each([
  ['a document type', svg('', undefined, '<!DOCTYPE svg>')],
  ['that of HTML', '<!doctype html><html><body>hello</body></html>'],
  ['entities within entities', svg('<text>&c;</text>', undefined, `<!DOCTYPE svg [${entities}]>`)],
  [
    'a file as an entity',
    svg('<text>&f;</text>', undefined, '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/hosts">]>'),
  ],
  ['a document type after 5 000 spaces', svg('', undefined, `<?xml version="1.0"?>${' '.repeat(5000)}<!DOCTYPE svg>`)],
  ['one after a comment that looks like an SVG', svg('', undefined, `<!-- <svg ${'x'.repeat(5000)} --><!DOCTYPE svg>`)],
])('422 K-04 an SVG with %s is refused in a moment', async (_what, content) => {
  const { answer, milliseconds } = await timed(() => upload(content, 'image/svg+xml'));
  expectProblem(answer, 'unsafe-svg');
  expect(milliseconds).toBeLessThan(1_000);
});

test.each([
  ['UTF-16', Buffer.from(`\ufeff${svg('', undefined, '<!DOCTYPE svg>')}`, 'utf16le')],
  ['compressed form', gzipSync(svg('', undefined, '<!DOCTYPE svg>'))],
  ['compressed form without a document type', gzipSync(svg('<rect width="9" height="9"/>'))],
])('415 K-04 an SVG in %s, whose document type would not be seen, is taken for no image', async (_what, content) => {
  const answer = await upload(content, 'image/svg+xml');
  expectProblem(answer, 'unsupported-media-type', { code: 'content_mismatch' });
});

test('422 K-06 a PNG that claims 50 000 by 50 000 pixels is refused before it is decoded', async () => {
  const claim = await picture('png');
  claim.writeUInt32BE(50_000, 16);
  claim.writeUInt32BE(50_000, 20);
  const before = process.memoryUsage().rss;
  // The checksum of the header no longer fits either; a decoder that is lenient about it must still not decode.
  const answer = await upload(withHeaderChecksum(claim));
  expectProblem(answer, 'image-too-large');
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
});

test('422 K-07 an SVG of 16 000 by 16 000 pixels is refused before it is drawn', async () => {
  const { answer, milliseconds } = await timed(() =>
    upload(svg('<rect width="9" height="9"/>', 'width="16000" height="16000"'), 'image/svg+xml'),
  );
  expectProblem(answer, 'image-too-large');
  expect(milliseconds).toBeLessThan(1_000);
});

test('413 more than 8 MB is refused', async () => {
  const answer = await upload(Buffer.alloc(8 * 1024 * 1024 + 1));
  expectProblem(answer, 'payload-too-large');
});

test('415 JSON, forms, other pictures and no media type at all are refused; 400 without a body', async () => {
  const content = await picture('png');
  for (const type of ['application/json', 'multipart/form-data; boundary=x', 'image/gif', 'application/octet-stream']) {
    expectProblem(await upload(content, type), 'unsupported-media-type');
  }
  expectProblem(await own.key.send('POST', '/v1/images', content, {}), 'unsupported-media-type');
  expectProblem(await own.key.post('/v1/images'), 'validation-failed');
  expectProblem(await upload(''), 'validation-failed', { errors: [' missing'] });
});

test('401 nobody without a key, 403 no key without catalog:write stores an image', async () => {
  const content = await picture('png');
  const type = { 'content-type': 'image/png' };
  expectProblem(await api.anonymous.send('POST', '/v1/images', content, type), 'unauthenticated');
  const reader = await makeKey(api, own.id, ['catalog:read']);
  expectProblem(await reader.send('POST', '/v1/images', content, type), 'forbidden', { code: 'scope_missing' });
});

/** The picture with a checksum that fits its header again (PNG §5.5). */
function withHeaderChecksum(png: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of png.subarray(12, 29)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const fixed = Buffer.from(png);
  fixed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 29);
  return fixed;
}
