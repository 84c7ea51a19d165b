// If this fails, somebody at the verify page who has a link, a file, a photo of a code or a pasted text gets no answer, or
// one that is kept, leaks whom they had in mind, or calls something wrong that only could not be had.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Problem } from '../../src/kernel/problem.ts';
import { directJudge } from '../../src/verification/direct-judge.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import type { Answer } from '../setup/client.ts';
import { foreignBadge, foreignIssuer, unsignedForeignBadge, verifiedAt } from '../setup/foreign-badges.ts';
import type { ForeignIssuer } from '../setup/foreign-badges.ts';
import { bodyOf, field, filePart } from '../setup/multipart.ts';
import { qrPicture, qrText } from '../setup/qr-picture.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

const EMAIL = 'sam.rivers@example.org';
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let api: TestApp;
let issuer: ForeignIssuer;
let badge: string;
const asked: string[] = [];

beforeAll(async () => {
  issuer = await foreignIssuer('elsewhere');
  badge = JSON.stringify(await foreignBadge(issuer, forSam()));
  api = await openTestApp({
    clock: { now: () => verifiedAt },
    fetch: async (url) => {
      asked.push(url);
      if (!url.startsWith('https:')) return { state: 'unreachable', code: 'unsupported' };
      if (url === 'https://slow.example/badge') return { state: 'unreachable', code: 'timeout' };
      if (url !== qrText) return { state: 'absent' };
      return { state: 'found', bytes: Buffer.from(badge), contentType: 'application/vc', finalUrl: url };
    },
  });
});
afterAll(() => api.close());

/** A badge that names its recipient by a salted hash. */
function forSam(): JsonObject {
  const { credentialSubject } = unsignedForeignBadge('did:example:any');
  const { id: _id, ...subject } = credentialSubject as JsonObject;
  const identifier = {
    type: 'IdentityObject',
    hashed: true,
    identityHash: `sha256$${sha256Hex(`${EMAIL}mountain`)}`,
    identityType: 'emailAddress',
    salt: 'mountain',
  };
  return { credentialSubject: { ...subject, identifier: [identifier] } };
}

/** Sends the form as a browser does: every field, also the empty ones. */
function send(
  fields: Readonly<Record<string, string>>,
  file: Parameters<typeof filePart>[0] = { fileName: '', type: 'application/octet-stream', content: '' },
  app: TestApp = api,
): Promise<Answer> {
  const all = { url: '', credential: '', recipient: '', ...fields };
  const form = bodyOf(...Object.entries(all).map(([name, value]) => field(name, value)), filePart(file));
  return app.anonymous.send('POST', '/verify', form.body, { ...browser, ...form.headers });
}

function heading({ body }: Answer): string | undefined {
  return /<h1[^>]*>([^<]*)<\/h1>/.exec(body)?.[1];
}

function slip({ body }: Answer): string | undefined {
  return /class="note unsure" role="alert"[^>]*>\s*<p>\s*<strong>([^<]*)</.exec(body)?.[1];
}

describe('200 the verdict on', () => {
  test('a file of JSON', async () => {
    const answer = await send({}, { fileName: 'badge.json', type: 'application/json', content: badge });
    expect([answer.statusCode, heading(answer)]).toEqual([200, 'This badge is valid']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('pasted text, in either box', async () => {
    expect(heading(await send({ credential: badge }))).toBe('This badge is valid');
    expect(heading(await send({ url: badge }))).toBe('This badge is valid');
    expect(heading(await send({ credential: badge.replace('water of a valley', 'water of a village') }))).toBe(
      'This badge is not valid',
    );
  });

  test('a link, in either box, with or without https:// and in a file', async () => {
    const bare = qrText.replace('https://', '');
    for (const fields of [{ url: qrText }, { credential: qrText }, { url: bare }, { url: `http://${bare}` }]) {
      expect([fields, heading(await send(fields))]).toEqual([fields, 'This badge is valid']);
    }
    const file = { fileName: 'link.txt', type: 'text/plain', content: `${qrText}\n` };
    expect(heading(await send({}, file))).toBe('This badge is valid');
  });

  test.each(['jpeg', 'png', 'webp'] as const)('a %s picture of a QR code that leads to it', async (format) => {
    const content = await qrPicture(6).toFormat(format).toBuffer();
    const answer = await send({}, { fileName: 'photo', type: `image/${format}`, content });
    expect(heading(answer)).toBe('This badge is valid');
  });

  test('a form without a file, as buttons on other pages send it', async () => {
    const body = `url=${encodeURIComponent(qrText)}`;
    const headers = { ...browser, 'content-type': 'application/x-www-form-urlencoded' };
    expect(heading(await api.anonymous.send('POST', '/verify', body, headers))).toBe('This badge is valid');
  });
});

describe('whose badge it should be', () => {
  test('200 is answered, and stands in no address and no link', async () => {
    const answer = await send({ url: qrText, recipient: EMAIL });
    expect(heading(answer)).toBe('This badge is valid');
    expect(answer.body).toContain('It was awarded to the person you named.');
    expect(answer.body).not.toContain(EMAIL);
    expect(asked.join(' ')).not.toContain(EMAIL);
  });

  test('200 not valid for somebody else', async () => {
    const answer = await send({ credential: badge, recipient: 'somebody.else@example.org' });
    expect(heading(answer)).toBe('This badge is not valid');
    expect(answer.body).toContain('It was awarded to somebody other than the person you named.');
  });
});

describe('what could not be had is told beside the form, and never in red:', () => {
  test.each([
    [{ url: 'https://slow.example/badge' }, 'This address took too long to answer.'],
    [{ url: 'https://nothing.example/badge' }, 'There is nothing at this address.'],
    [{ url: 'my badge' }, 'This is not the address of a page.'],
    [{ url: 'javascript:alert(1)' }, 'This is not the address of a page.'],
    [{}, 'There was nothing to verify.'],
  ])('200 %j', async (fields, words) => {
    const answer = await send(fields);
    expect([answer.statusCode, heading(answer), slip(answer)]).toEqual([200, 'Verify a badge', words]);
    expect(answer.body).not.toMatch(/class="[^"]*\b(?:wrong|invalid|fail)\b/);
  });

  test('200 a photo without a code, and a code in a file that only calls itself a picture', async () => {
    const content = await qrPicture(6).extract({ left: 0, top: 0, width: 90, height: 90 }).jpeg().toBuffer();
    expect(slip(await send({}, { fileName: 'photo.jpg', type: 'image/jpeg', content }))).toMatch(/neither a badge nor/);
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('no picture')]);
    expect(slip(await send({}, { fileName: 'photo.jpg', type: 'image/jpeg', content: broken }))).toMatch(/neither/);
  });

  test('200 a text that is no badge: nothing is said about a badge', async () => {
    const answer = await send({ credential: badge.slice(0, 300) });
    expect(heading(answer)).toBe('We found no badge in this');
    expect(answer.body).toContain('class="verdict indeterminate"');
  });

  test('413 a file that is too large', async () => {
    const content = Buffer.alloc(10_000_001, 0x20);
    const answer = await send({}, { fileName: 'film.mp4', type: 'video/mp4', content });
    expect([answer.statusCode, slip(answer)]).toEqual([413, 'This file is too large.']);
  });

  test('400 a form that breaks off', async () => {
    const form = bodyOf(field('url', qrText));
    const half = form.body.subarray(0, form.body.length - 40);
    const answer = await api.anonymous.send('POST', '/verify', half, { ...browser, ...form.headers });
    expect([answer.statusCode, slip(answer)]).toEqual([400, 'What arrived could not be read.']);
  });

  test('503 nobody is free to judge it', async () => {
    const read = (): Promise<never> =>
      Promise.reject(new Problem('unavailable', { detail: 'Too many.', retryAfterSeconds: 2 }));
    const crowded = await openTestApp({ judge: { ...directJudge, read } });
    const answer = await send({ credential: badge }, undefined, crowded);
    expect([answer.statusCode, slip(answer)]).toEqual([503, 'Many badges are being verified right now.']);
    expect(answer.headers['retry-after']).toBe('2');
    await crowded.close();
  });
});

test('200 a link in the address is filled in, and nothing is fetched before the button', async () => {
  const before = asked.length;
  const { body } = await api.anonymous.get(`/verify?url=${encodeURIComponent(qrText)}`, browser);
  expect(body).toContain(`value="${qrText}"`);
  expect(body).not.toContain('class="verdict');
  expect(asked.length).toBe(before);
});

describe('a report that is to be shared', () => {
  test('303 has an address of its own; 200 there it is as it was, without whom was asked for', async () => {
    const made = await send({ credential: badge, recipient: EMAIL, share: '1' });
    expect(made.statusCode).toBe(303);
    expect(made.headers.location).toMatch(/^\/verify\/ver_[0-9A-Za-z]{22}$/);
    const page = await api.anonymous.get(String(made.headers.location), browser);
    expect([page.statusCode, heading(page)]).toEqual([200, 'This badge is valid']);
    expect(page.body).toContain('This report was made on November 25, 2026');
    expect(page.body).toContain('until December 25, 2026');
    expect(page.body).toContain('noindex');
    expect(page.body).not.toContain(EMAIL);
  });

  test('404 under an address that nobody was given', async () => {
    expect((await api.anonymous.get('/verify/ver_0000000000000000000000', browser)).statusCode).toBe(404);
  });
});
