// If this fails, somebody who was sent a link to a real badge does not get an answer: the page does not say what was
// shown, its button does not verify it, a changed or revoked badge looks good, or it takes script, a mouse, English, a
// large screen or another site to find out.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cooperative } from '../../src/commands/sample/people.ts';
import { secondAttempt } from '../../src/commands/sample/teaching-place-work.ts';
import { place } from '../../src/commands/sample/teaching-place.ts';
import { browserPath } from '../setup/essay-badge.ts';
import { eventually } from '../setup/eventually.ts';
import { given } from '../setup/given.ts';
import { bytesOfTextAndStyle, expectAccessible, overflow, tabTo } from '../setup/page-checks.ts';
import { qrPicture, qrText } from '../setup/qr-picture.ts';
import { openPublicBadges } from '../setup/public-badge.ts';
import type { PublicBadges } from '../setup/public-badge.ts';
import { openTestApp } from '../setup/test-app.ts';

const FIRST_VIEW_BYTES = 14 * 1024;
const picture = join(import.meta.dirname, '../golden/badge-page.png');
const hasBrowser = existsSync(browserPath);

if (!hasBrowser) {
  const message = `No browser at ${browserPath}: real badges are not looked at. Install chromium or set CHROMIUM_PATH.`;
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(message);
}

test('at a local address the pages say that nobody elsewhere can check what they show', async () => {
  const local = await openTestApp({ environment: { WAYMARK_PUBLIC_URL: 'http://localhost:8080' } });
  const { body } = await local.anonymous.get('/', { accept: 'text/html' });
  expect(body).toContain('Local sample. All of this lives on one computer at http://localhost:8080;');
  await local.close();
});

describe.skipIf(!hasBrowser)('a real badge in a browser', () => {
  let badges: PublicBadges;
  let browser: Browser;

  beforeAll(async () => {
    badges = await openPublicBadges();
    browser = await badges.openBrowser();
    if (process.env['UPDATE_GOLDEN'] === '1') await takePicture();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await badges?.close();
  });

  /** A page in a browser of its own, without script unless asked for. */
  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-US', ...options });
    const page = await context.newPage();
    await page.goto(badges.origin + path);
    return page;
  }
  const leave = (page: Page): Promise<void> => page.context().close();
  const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
  /** Everything on the page, on one line. */
  const text = async (page: Page): Promise<string> =>
    ((await page.locator('body').textContent()) ?? '').replaceAll(/\s+/g, ' ');

  async function takePicture(): Promise<void> {
    const page = await visit(badges.badgePath, { viewport: { width: 1000, height: 1000 } });
    mkdirSync(dirname(picture), { recursive: true });
    writeFileSync(picture, await page.screenshot());
    await leave(page);
  }

  /** The addresses of all kinds of pages, found by following links from the badge. */
  async function allPaths(): Promise<readonly string[]> {
    const page = await visit(badges.badgePath);
    const path = async (link: string): Promise<string> =>
      given(
        (await page.getByRole('link', { name: link, exact: true }).first().getAttribute('href')) ?? undefined,
        link,
      );
    const achievement = await path('The achievement and its full rubric');
    const institution = await path('Cumberland Plateau Teaching Cooperative');
    await leave(page);
    return [
      '/',
      badges.badgePath,
      badges.reportedPath,
      '/verify',
      achievement,
      institution,
      '/problems/conflict',
      '/no',
    ];
  }

  test('its page says what was shown, at which level, on which evidence, by whom it was judged and that it stands', async () => {
    const page = await visit(badges.badgePath);
    expect(await heading(page)).toBe(place.achievement.name);
    const levels = await page
      .locator('.criterion')
      .evaluateAll((criteria) =>
        criteria.map((criterion) => [
          criterion.querySelector('h3')?.textContent,
          criterion.querySelectorAll('.scale li').length,
          criterion.querySelector('.scale .got .name')?.textContent,
          criterion.querySelector('.scale .need .name')?.textContent,
        ]),
      );
    expect(levels).toEqual([
      ['Knows the place', 4, 'Proficient', 'Proficient'],
      ['Listens to families', 4, 'Exemplary', 'Proficient'],
      ['Turns it into teaching', 4, 'Proficient', 'Proficient'],
      ['Keeps people’s trust', 3, 'Trusted', 'Careful'],
    ]);
    const words = await text(page);
    for (const { levels: ofCriterion } of place.rubric.criteria) {
      for (const { description } of ofCriterion) expect(words).toContain(description);
    }
    for (const { file } of secondAttempt.evidence) {
      if (file === undefined) continue;
      const digest = createHash('sha256').update(file.bytes).digest('hex');
      expect(words).toContain(`SHA-256 ${digest.slice(0, 8)}…${digest.slice(-8)}`);
    }
    expect(words).toContain(secondAttempt.narrative);
    expect(words).toMatch(/Assessed by Cumberland Plateau Teaching Cooperative/);
    expect(words).toMatch(/In force The institution stands by this badge/);
    expect(words).toMatch(/Awarded May 15, 2026/);
    expect(words).not.toContain('Local sample');
    expect(words, 'the badge names nobody in the clear').not.toContain(cooperative.recipient.name);
    await leave(page);
  });

  test('a badge that was assessed elsewhere says by whom', async () => {
    const page = await visit(badges.reportedPath);
    expect(await text(page)).toMatch(/Assessed by Cumberland Plateau Summer Institute/);
    expect(await page.getByRole('link', { name: 'Cumberland Plateau Summer Institute' }).count()).toBe(0);
    await leave(page);
  });

  test('its button verifies it, and the verdict leads back to it', async () => {
    const page = await visit(badges.badgePath);
    await page.getByRole('button', { name: 'Verify this badge' }).click();
    expect(await heading(page)).toBe('This badge is valid');
    expect(await page.locator('.check.pass').count()).toBe(10);
    expect(await page.locator('.check.fail, .check.unknown').count()).toBe(0);
    await page.getByRole('link', { name: badges.origin + badges.badgePath }).click();
    expect(page.url()).toBe(badges.origin + badges.badgePath);
    await leave(page);
  });

  test('pasted as text it is valid, and with one letter changed it is not', async () => {
    const document = await badges.document(badges.badgePath);
    const changed = document.replace('an eleven-mile ridge road', 'an eleven-mile ridge roam');
    expect(changed).not.toBe(document);
    for (const [pasted, verdict] of [
      [document, 'This badge is valid'],
      [changed, 'This badge is not valid'],
    ] as const) {
      const page = await visit('/verify');
      await page.getByText('Paste the text of a badge').click();
      await page.getByLabel('The badge itself').fill(pasted);
      await page.getByRole('button', { name: 'Verify' }).click();
      expect(await heading(page)).toBe(verdict);
      await leave(page);
    }
  });

  test('as a file, or as a photo of the code on paper, it is answered too', async () => {
    const page = await visit('/verify');
    const mimeType = 'application/json';
    const buffer = Buffer.from(await badges.document(badges.badgePath));
    await page.getByLabel('A file, a picture or a photo').setInputFiles({ name: 'badge.json', mimeType, buffer });
    await page.getByRole('button', { name: 'Verify' }).click();
    expect(await heading(page)).toBe('This badge is valid');
    await page.goto(`${badges.origin}/verify`);
    const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await qrPicture(6).jpeg().toBuffer() };
    await page.getByLabel('A file, a picture or a photo').setInputFiles(photo);
    await page.getByRole('button', { name: 'Verify' }).click();
    // The code is read, and its link leads to a host that nobody can reach from here.
    expect(await page.getByRole('alert').innerText()).toContain('This address could not be reached.');
    expect(await page.getByLabel('Link to the badge').inputValue()).toBe(qrText);
    await leave(page);
  });

  test('a report is kept where somebody asks for it, and its address shows it to others', async () => {
    const page = await visit(badges.badgePath);
    await page.getByRole('button', { name: 'Verify this badge' }).click();
    await page.getByRole('button', { name: 'Make a link' }).click();
    const address = page.url();
    expect(new URL(address).pathname).toMatch(/^\/verify\/ver_/);
    await leave(page);
    const elsewhere = await visit(new URL(address).pathname, { locale: 'es-MX' });
    expect(await heading(elsewhere)).toBe('Esta insignia es válida');
    await elsewhere.getByRole('link', { name: 'English' }).click();
    expect(await heading(elsewhere)).toBe('This badge is valid');
    expect(await text(elsewhere)).toContain(`Whoever has it sees this report as it is now`);
    await leave(elsewhere);
  });

  test('achievement and institution are a link away, with every word of the rubric', async () => {
    const page = await visit(badges.badgePath);
    await page.getByRole('link', { name: 'The achievement and its full rubric' }).click();
    const rubric = await text(page);
    for (const { name, description, levels } of place.rubric.criteria) {
      for (const words of [name, description, ...levels.flatMap((level) => [level.name, level.description])]) {
        expect(rubric).toContain(words);
      }
    }
    await page.getByRole('link', { name: 'Awarded by Cumberland Plateau Teaching Cooperative' }).click();
    expect(await heading(page)).toBe('Cumberland Plateau Teaching Cooperative');
    await page.getByRole('link', { name: place.achievement.name }).click();
    expect(await heading(page)).toBe(place.achievement.name);
    await leave(page);
  });

  test('the language switch leads to the same page in Spanish, and the verdict is Spanish too', async () => {
    const page = await visit(badges.badgePath);
    await page.getByRole('link', { name: 'Español' }).click();
    expect(new URL(page.url()).pathname).toBe(badges.badgePath);
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect(await text(page)).toMatch(/Microcredencial .* Qué se demostró/);
    await page.getByRole('button', { name: 'Verificar esta insignia' }).click();
    expect(await heading(page)).toBe('Esta insignia es válida');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await heading(page)).toBe('This badge is valid');
    await leave(page);
  });

  test('the keyboard alone verifies a badge, from its page and by its address', async () => {
    const page = await visit(badges.badgePath);
    await tabTo(page, 'Verify this badge');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/verify');
    expect(await heading(page)).toBe('This badge is valid');
    await page.goto(`${badges.origin}/verify`);
    await tabTo(page, 'Link to the badge');
    await page.keyboard.type(badges.origin + badges.badgePath);
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    expect(await heading(page)).toBe('This badge is valid');
    // A pasted text stands in a fold, which the keyboard opens.
    await page.goto(`${badges.origin}/verify`);
    await tabTo(page, 'A file, a picture or a photo');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'The badge itself');
    await page.keyboard.insertText(await badges.document(badges.badgePath));
    await tabTo(page, 'Verify');
    await page.keyboard.press('Enter');
    await page.locator('.verdict').waitFor();
    expect(await heading(page)).toBe('This badge is valid');
    await leave(page);
  });

  test('once it is revoked, its page and every verdict say so', async () => {
    await badges.revokeReported();
    const page = await visit(badges.reportedPath);
    expect(await page.locator('.standing .state').innerText()).toBe('Revoked');
    await eventually('the verdict to know of the revocation', async () => {
      await page.goto(badges.origin + badges.reportedPath);
      await page.getByRole('button', { name: 'Verify this badge' }).click();
      return (await heading(page)) === 'This badge is not valid' ? true : undefined;
    });
    expect(await text(page)).toContain('The institution has revoked it for good.');
    await leave(page);
  });

  test('no page asks another site for anything, breaks its policy or is wider than its window', async () => {
    const paths = await allPaths();
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of paths) {
        await page.goto(badges.origin + path);
        expect(await overflow(page), `${path} at ${width}`).toBeLessThanOrEqual(0);
      }
      await page.goto(badges.origin + badges.badgePath);
      await page.getByRole('button', { name: 'Verify this badge' }).click();
      expect(await overflow(page), `the verdict at ${width}`).toBeLessThanOrEqual(0);
    }
    expect(asked.length).toBeGreaterThan(3 * paths.length);
    expect(asked.filter((url) => !url.startsWith(`${badges.origin}/`) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints.filter((line) => !line.includes('the server responded with a status of 404'))).toEqual([]);
    await context.close();
  }, 60_000);

  test.each([360, 1280])(
    'no page has an accessibility violation at %i pixels',
    async (width) => {
      const paths = await allPaths();
      // axe puts its script into the page, which the policy of the page rightly forbids.
      const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true, locale: 'en-US' });
      const page = await context.newPage();
      for (const path of paths) {
        await page.goto(badges.origin + path);
        await expectAccessible(page, path);
      }
      await page.goto(badges.origin + badges.badgePath);
      await page.getByRole('button', { name: 'Verify this badge' }).click();
      await expectAccessible(page, 'the verdict');
      await context.close();
    },
    120_000,
  );

  /** Opens a page as somebody does who was never here. Tells what came over the line. */
  async function firstView(path: string): Promise<{ page: Page; answers: Response[] }> {
    const page = await visit('/robots.txt');
    const answers: Response[] = [];
    page.on('response', (response) => answers.push(response));
    await page.goto(badges.origin + path);
    return { page, answers };
  }

  test('text and style of a first view take at most 14 KB over the line', async () => {
    for (const path of await allPaths()) {
      const { page, answers } = await firstView(path);
      expect(await bytesOfTextAndStyle(answers), path).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
      await leave(page);
    }
  });

  test('so does a verdict, even with the style sheet', async () => {
    const { page, answers } = await firstView(badges.badgePath);
    const style = answers.filter((answer) => answer.url().endsWith('.css'));
    answers.length = 0;
    await page.getByRole('button', { name: 'Verify this badge' }).click();
    const verdict = answers.filter((answer) => answer.url().endsWith('/verify'));
    expect(await bytesOfTextAndStyle([...verdict, ...style])).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
    // The answer to a pasted text holds that text, so that it can be asked for again.
    await page.goto(`${badges.origin}/verify`);
    await page.getByText('Paste the text of a badge').click();
    await page.getByLabel('The badge itself').fill(await badges.document(badges.badgePath));
    answers.length = 0;
    await page.getByRole('button', { name: 'Verify' }).click();
    const pasted = answers.filter((answer) => answer.url().endsWith('/verify'));
    expect(await page.getByRole('button', { name: 'Make a link' }).count()).toBe(1);
    expect(await bytesOfTextAndStyle([...pasted, ...style])).toBeLessThanOrEqual(FIRST_VIEW_BYTES);
    await leave(page);
  });
});

// UPDATE_GOLDEN=1 takes it anew.
test('the picture of README is a picture of about the width of a page', () => {
  const file = readFileSync(picture);
  expect(file.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(file.readUInt32BE(16)).toBeGreaterThanOrEqual(900);
  expect(file.readUInt32BE(20)).toBeGreaterThanOrEqual(600);
  expect(file.length).toBeGreaterThan(30_000);
  expect(file.length).toBeLessThan(300_000);
});
