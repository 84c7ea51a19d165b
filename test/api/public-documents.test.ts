// If this fails, a verifier gets other bytes than were signed, a browser no page, or a page lets in what it must not.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImageView } from '../../src/catalog/images/images.ts';
import { sha256Hex } from '../../src/kernel/digest.ts';
import { randomIds } from '../../src/kernel/id.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { Answer } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { expectStatus, makeImage, makeIssuer } from '../setup/fixtures.ts';
import { textAt, valueAt } from '../setup/pointer.ts';
import { expectProblem, expectSameAnswer } from '../setup/problems.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let image: ImageView;
let badge: IssuedCredential;
let achievementId: string;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  image = await makeImage(school);
  achievementId = (await publishAchievement(school, { imageId: image.id })).id;
  badge = await issue(school, reportBody(achievementId));
});
afterAll(() => api.close());

const get = (url: string, headers = {}): Promise<Answer> => api.anonymous.get(url, headers);
const head = (url: string, headers = {}): Promise<Answer> => api.app.http.inject({ method: 'HEAD', url, headers });
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };
const listPath = (): string => new URL(textAt(badge.document, '/credentialStatus/statusListCredential')).pathname;

describe('/credentials/{id}', () => {
  test.each([
    'application/vc',
    '*/*',
    'application/json',
    'application/ld+json',
    'application/vc;q=0.9, text/html;q=0.8',
    'image/png',
    undefined,
  ])('200 the signed document, byte for byte, for Accept: %s', async (accept) => {
    const answer = await get(`/credentials/${badge.id}`, accept === undefined ? {} : { accept });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vc',
      etag: `"${badge.sha256}"`,
      vary: 'Accept',
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(sha256Hex(answer.rawPayload)).toBe(badge.sha256);
    expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
  });

  test.each([browser.accept, 'text/html', 'TEXT/HTML;q=0.7, application/vc;q=0.3'])(
    '200 a page for Accept: %s',
    async (accept) => {
      const answer = await get(`/credentials/${badge.id}`, { accept });
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
        vary: expect.stringMatching(/^Accept, Accept-Language\b/) as string,
      });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(answer.body).toContain('<meta name="robots" content="noindex');
      expect(answer.body).toContain(`href="/credentials/${badge.id}/credential.json"`);
      expect(answer.body).toContain(school.issuer.did);
      expect(answer.body).not.toMatch(/<script|style="|javascript:/i);
    },
  );

  test('200 HEAD answers with the same headers and nothing else; 304 to whoever has it', async () => {
    for (const headers of [{ accept: 'application/vc' }, browser]) {
      const [whole, first] = [
        await get(`/credentials/${badge.id}`, headers),
        await head(`/credentials/${badge.id}`, headers),
      ];
      const stable = ({ headers: { date: _date, ...rest } }: Answer) =>
        Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith('x-ratelimit-')));
      expect(stable(first)).toEqual(stable(whole));
      expect([first.statusCode, first.body]).toEqual([200, '']);
      const again = await get(`/credentials/${badge.id}`, { ...headers, 'if-none-match': String(whole.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
  });

  test('200 the document to keep, with a name for its file', async () => {
    const answer = await get(`/credentials/${badge.id}/credential.json`, browser);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${badge.id}.json"`);
    expect(sha256Hex(answer.rawPayload)).toBe(badge.sha256);
  });

  test('404 H-22 an id that is not there is like any other, as a problem to programs and as a page to people', async () => {
    const unknown = `/credentials/${randomIds.next('credential')}`;
    for (const url of [unknown, `${unknown}/credential.json`, '/credentials/cred_1', "/credentials/'or'1'='1"]) {
      expectProblem(await get(url), 'not-found');
      expectSameAnswer(await get(url), await get(unknown));
      const page = await get(url, browser);
      expect([page.statusCode, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    }
  });
});

describe('other documents', () => {
  test('200 a DID document, for five minutes, readable from anywhere, with every key of the issuer', async () => {
    const answer = await get(`/issuers/${school.issuer.id}/did.json`);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/did+json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    });
    const document = expectStatus<JsonObject>(answer, 200);
    expect(document.id).toBe(school.issuer.did);
    const methods = (document.verificationMethod as JsonObject[]).map(({ id, controller, publicKeyMultibase }) => ({
      verificationMethod: id,
      controller,
      publicKeyMultibase,
    }));
    const controller = school.issuer.did;
    expect(methods).toEqual(
      school.issuer.keys.map(({ verificationMethod, publicKeyMultibase }) => ({
        verificationMethod,
        controller,
        publicKeyMultibase,
      })),
    );
    expect(document.assertionMethod).toEqual(
      expect.arrayContaining(school.issuer.keys.map(({ verificationMethod }) => verificationMethod)),
    );
    expect(answer.body).not.toMatch(/private|sealed|wrapped/i);
    const byKey = await makeIssuer(school, { didMethod: 'key' });
    for (const id of [randomIds.next('issuer'), byKey.id])
      expectProblem(await get(`/issuers/${id}/did.json`), 'not-found');
  });

  test('200 a status list, under its digest, for as long as it says itself', async () => {
    const answer = await get(listPath());
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vc',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      etag: `"${sha256Hex(answer.rawPayload)}"`,
    });
    const list = expectStatus<JsonObject>(answer, 200);
    expect(valueAt(list, '/credentialSubject/ttl')).toBe(300_000);
    expect(valueAt(list, '/issuer')).toBe(school.issuer.did);
  });

  test('200 a picture, for ever, and harmless wherever it is shown', async () => {
    const answer = await get(`/images/${image.id}`);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      etag: `"${sha256Hex(answer.rawPayload)}"`,
    });
    expect((await get(`/images/${image.id}`, { 'if-none-match': String(answer.headers.etag) })).statusCode).toBe(304);
    expect((await head(`/images/${image.id}`)).headers['content-length']).toBe(String(answer.rawPayload.length));
    expectProblem(await get(`/images/${randomIds.next('image')}`), 'not-found');
  });

  test('200 an achievement is a page to people and an Open Badges document to programs', async () => {
    const url = `/achievements/${achievementId}/versions/1`;
    const document = expectStatus<JsonObject>(await get(url, { accept: 'application/ld+json' }), 200);
    expect(document.id).toBe(valueAt(badge.document, '/credentialSubject/achievement/id'));
    expect((await get(url, browser)).headers['content-type']).toBe('text/html; charset=utf-8');
    for (const version of ['0', '2', '01', '1e3', '-1', 'latest']) {
      expect((await get(`/achievements/${achievementId}/versions/${version}`)).statusCode).toBe(404);
    }
  });
});
