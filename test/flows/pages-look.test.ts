// If this fails, a page shuts somebody out (axe, WCAG 2.2 AA), does not fit a phone, weighs more than a slow rural line
// should carry at first sight, breaks its own content security policy, or asks another site for something.
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../src/http/pages/layout.ts';
import { stylesheet } from '../../src/http/pages/stylesheet.ts';
import { locales } from '../../src/platform/messages/locale.ts';
import { allPages } from '../unit/http/pages/all-pages.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FIRST_VIEW_BYTES = 14 * 1024;
const hasBrowser = existsSync(CHROMIUM);

if (!hasBrowser) {
  const message = `No browser at ${CHROMIUM}: pages are not looked at. Install chromium or set CHROMIUM_PATH.`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(message);
}

const pages = new Map<string, string>(
  locales.flatMap((locale) =>
    Object.entries(allPages(locale)).map(([name, page]) => [`/${locale}/${name}`, page] as const),
  ),
);
const paths = [...pages.keys()];

test.each(paths)('%s and its style sheet take at most 14 KB over the line', (path) => {
  const bytes = gzipSync(pages.get(path) ?? '').length + gzipSync(stylesheet.text).length;
  expect(bytes).toBeGreaterThan(2_000);
  expect(bytes).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
});

describe.skipIf(!hasBrowser)('in a browser', () => {
  let browser: Browser;
  let server: Server;
  let origin = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = (request.url ?? '').split('?', 1)[0] ?? '';
      const isStyle = path === stylesheet.path;
      const body = isStyle ? stylesheet.text : pages.get(path);
      response.statusCode = body === undefined ? 404 : 200;
      response.setHeader('content-type', isStyle ? 'text/css; charset=utf-8' : 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', contentSecurityPolicy);
      response.end(body);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    // The server listens on TCP, so its address is one of host and port.
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });

  /** Opens a page and tells what it asked for and what the browser complained about. */
  async function open(page: Page, path: string): Promise<{ requests: string[]; complaints: string[] }> {
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) requests.push(request.url().replace(origin, ''));
    });
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(origin + path, { waitUntil: 'load' });
    return { requests, complaints };
  }

  test.each([
    ['es', 360, 'light'],
    ['en', 1280, 'light'],
    ['en', 360, 'dark'],
  ] as const)(
    'no page in %s has an accessibility violation at %i pixels (%s)',
    async (locale, width, colorScheme) => {
      // axe puts its script into the page, which the policy of the page rightly forbids.
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      for (const path of paths.filter((each) => each.startsWith(`/${locale}/`))) {
        await page.goto(origin + path);
        await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
        const { violations, passes } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze();
        expect(passes.length).toBeGreaterThan(10);
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
        expect(found, path).toEqual([]);
      }
      await context.close();
    },
    120_000,
  );

  test('every page fits 320 pixels, obeys its policy and asks for its style sheet alone', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    for (const path of paths) {
      const page = await context.newPage();
      const { requests, complaints } = await open(page, path);
      expect(requests, path).toEqual([path, stylesheet.path]);
      expect(complaints, path).toEqual([]);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(overflow, path).toBeLessThanOrEqual(0);
      await page.close();
    }
    await context.close();
  }, 120_000);

  test('the keyboard reaches the skip link first, and a fold opens by it', async () => {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(`${origin}/en/report-valid`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    const fold = page.locator('.check').first();
    await fold.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await fold.evaluate((element) => element.hasAttribute('open'))).toBe(true);
    expect(await fold.locator('.inner').isVisible()).toBe(true);
    await context.close();
  });

  test('what can be pressed is at least 24 pixels high', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    for (const name of ['badge', 'verify', 'report-record']) {
      await page.goto(`${origin}/en/${name}`);
      const heights = await page
        .locator('button, summary:visible, .top a, input:visible')
        .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height));
      expect(heights.length, name).toBeGreaterThan(5);
      expect(Math.min(...heights), name).toBeGreaterThanOrEqual(24);
    }
    await context.close();
  });

  test('on paper the levels stand unfolded and the address of the badge is printed', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/en/badge`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.paper').isVisible()).toBe(true);
    expect(await page.locator('.meanings').first().isVisible()).toBe(true);
    expect(await page.locator('button.main').isVisible()).toBe(false);
    await context.close();
  });

  test('on paper a report is verdict, story and every check unfolded, without forms, and says where it came from', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${origin}/en/report-record`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('h1').isVisible()).toBe(true);
    const folded = page.locator('.check .inner');
    for (const inner of await folded.all()) expect(await inner.isVisible()).toBe(true);
    expect(await folded.count()).toBeGreaterThan(10);
    expect(await page.locator('form:visible, .top nav:visible').count()).toBe(0);
    expect(await page.locator('.paper').innerText()).toContain('https://badges.example.edu/verify');
    await context.close();
  });
});
