// If this fails, a page lets a browser run, load or tell what it must not, or another site read what is private.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../setup/client.ts';
import { issue, makeSchool, publishAchievement, reportBody } from '../setup/earning.ts';
import type { IssuedCredential, School } from '../setup/earning.ts';
import { openTestApp } from '../setup/test-app.ts';
import type { TestApp } from '../setup/test-app.ts';

let api: TestApp;
let school: School;
let badge: IssuedCredential;
let achievementId: string;

beforeAll(async () => {
  api = await openTestApp();
  school = await makeSchool(api);
  achievementId = (await publishAchievement(school)).id;
  badge = await issue(school, reportBody(achievementId));
});
afterAll(() => api.close());

const get = (url: string, headers = {}): Promise<Answer> => api.anonymous.get(url, headers);
const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };

describe('every page', () => {
  const pages = () => [
    '/',
    '/verify',
    `/credentials/${badge.id}`,
    `/achievements/${achievementId}`,
    `/institutions/${school.id}`,
    '/problems/conflict',
  ];

  test('200 L-06 L-13 tells a browser to run nothing, to load nothing from elsewhere and to tell nobody where it came from', async () => {
    for (const url of pages()) {
      const answer = await get(url, browser);
      expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([url, 200, 'text/html; charset=utf-8']);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy.split(';').toSorted()).toEqual(
        [
          "default-src 'none'",
          "style-src 'self'",
          "img-src 'self' data:",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
        ].toSorted(),
      );
      expect(answer.headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'x-frame-options': expect.any(String) as string,
      });
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      expect(answer.headers).not.toHaveProperty('set-cookie');
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.body).not.toMatch(
        /<script|<style|\sstyle=|\son[a-z]+=|https?:\/\/(?!waymark\.test)[^"]*\.(?:js|css|woff)/i,
      );
    }
  });

  test('200 L-13 in production a browser is told to come back by TLS only; 200 in development not', async () => {
    expect((await get('/')).headers).not.toHaveProperty('strict-transport-security');
    const production = await openTestApp({
      environment: {
        NODE_ENV: 'production',
        WAYMARK_ALLOW_EMBEDDED: '1',
        WAYMARK_PUBLIC_URL: 'https://badges.example.edu',
        WAYMARK_MASTER_KEY: '00112233445566778899aabbccddeeff102132435465768798a9bacbdcedfe0f',
      },
    });
    const answer = await production.anonymous.get('/', browser);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    expect((await production.anonymous.get('/docs')).statusCode).toBe(404);
    await production.close();
  });

  test('200 L-08 nothing of the API is readable from another origin or kept by a cache', async () => {
    const answers = [
      await school.key.get(`/v1/credentials/${badge.id}`, { origin: 'https://evil.example' }),
      await school.key.get('/v1/recipients', { origin: 'null' }),
      await api.anonymous.post('/v1/verifications', { url: badge.url }, { origin: 'https://evil.example' }),
    ];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
    expect(answers.slice(0, 2).map(({ headers }) => headers['cache-control'])).toEqual(['no-store', 'no-store']);
  });

  test('200 the style sheet is kept for ever under a name that changes with it', async () => {
    const { body } = await get('/', browser);
    const [path = ''] = /\/assets\/waymark\.[0-9a-f]{16}\.css/.exec(body) ?? [];
    const answer = await get(path);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(answer.body).not.toMatch(/url\(\s*['"]?https?:|@import/);
    expect((await get('/robots.txt')).body).toContain('Disallow: /credentials/');
  });
});
