// What is asked of every page in a browser: reachable by keyboard, not wider than its window, light, open to everyone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Response } from 'playwright-core';
import { expect } from 'vitest';

/** Presses Tab until what has this name is focused. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const wanted = page.getByRole('button', { name }).or(page.getByLabel(name));
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`The keyboard does not reach "${name}".`);
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
}

/** What a page and its style sheet took over the line. */
export async function bytesOfTextAndStyle(answers: readonly Response[]): Promise<number> {
  const kinds = answers.filter((answer) => /^text\/(html|css)/.test(answer.headers()['content-type'] ?? ''));
  expect(kinds.map((answer) => answer.headers()['content-encoding'])).toEqual(['gzip', 'gzip']);
  const sizes = await Promise.all(kinds.map((answer) => answer.request().sizes()));
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
}

/** No violation of WCAG 2.2 AA that axe can find, with everything unfolded. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  await page.evaluate(`document.querySelectorAll('details').forEach((fold) => { fold.open = true; })`);
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(passes.length).toBeGreaterThan(10);
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    what,
  ).toEqual([]);
}
