// If this fails, a report misleads at first sight: something else passes for an Open Badge 3.0, a name that anybody can
// claim for a known institution, or what only could not be read for what was established to be wrong.
import { describe, expect, test } from 'vitest';
import type {
  PartView,
  ReportCheckView,
  ReportCredentialView,
  ReportView,
} from '../../../../src/http/pages/credential-views.ts';
import { renderVerifyPage } from '../../../../src/http/pages/verify-page.ts';
import * as fixtures from './fixtures.ts';

const frame = { locale: 'en', origin: 'https://badges.example.edu' } as const;

function pageOf(report: ReportView): string {
  return renderVerifyPage({ ...frame, report });
}

/** The words of the verdict, in their order. */
function verdictOf(report: ReportView): string {
  const [header = ''] = /<header class="verdict.*?<\/header>/s.exec(pageOf(report)) ?? [];
  return header
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const toneOf = (report: ReportView): string | undefined => /class="verdict (\w+)"/.exec(pageOf(report))?.[1];

describe('what is no Open Badge 3.0 says so before anything else', () => {
  test.each([
    ['a credential of another kind', fixtures.strangerReport, 'This is not an Open Badge. It is a credential of'],
    [
      'a learner record',
      fixtures.recordReport,
      'This is a learner record, which holds several credentials. This record',
    ],
    [
      'an older badge',
      fixtures.olderReport,
      'This is an older Open Badge, of version 2.0 or before. Its issuer’s site',
    ],
  ])('%s', (_, report, words) => {
    expect(verdictOf(report).startsWith(words)).toBe(true);
  });

  test('and an Open Badge says its verdict first', () => {
    expect(verdictOf(fixtures.report).startsWith('This badge is valid')).toBe(true);
  });
});

describe('the colour of the verdict', () => {
  test('an older badge is never green, even where its issuer’s site confirms it', () => {
    expect(toneOf(fixtures.olderReport)).toBe('indeterminate');
    const refuted: ReportView = {
      ...fixtures.olderReport,
      outcome: 'invalid',
      checks: [{ check: 'legacy', outcome: 'fail', code: 'revoked' }],
    };
    expect(toneOf(refuted)).toBe('invalid');
  });

  test('what holds no badge is amber; a badge built to be read in two ways is red', () => {
    expect(toneOf(fixtures.unreadableReport)).toBe('indeterminate');
    expect(verdictOf(fixtures.unreadableReport)).toContain('We found no badge in this');
    const twofold: ReportView = {
      ...fixtures.unreadableReport,
      checks: [{ check: 'parse', outcome: 'fail', code: 'duplicate_key' }],
    };
    expect([toneOf(twofold), verdictOf(twofold).startsWith('This badge is not valid')]).toEqual(['invalid', true]);
  });
});

describe('a name turns nothing but itself round', () => {
  const name = 'State\u202e University\u2066\u009b\u0007';
  const words: ReportCredentialView = {
    ...fixtures.reportCredential,
    issuer: { id: fixtures.reportCredential.issuer.id, name },
    subject: { name },
    comment: name,
    narrative: name,
    achievement: { name, description: name, criteria: name },
    skills: [{ name, framework: name }],
    scores: [{ name, value: name }],
    evidence: [{ name, description: name }],
  };
  const page = pageOf({
    ...fixtures.report,
    credential: words,
    parts: [{ ...fixtures.report, credential: words, pointer: `/${name}`, role: 'credential' }],
  });

  test('because nothing of it that is not seen comes into the page', () => {
    expect(page.match(/State University/g)?.length).toBeGreaterThan(15);
    expect(page.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  });

  test('because it stands in a direction of its own', () => {
    const apart = page
      .replaceAll(/<(bdi|code)\b.*?<\/\1>/gs, '')
      .replaceAll(/<(div|blockquote|p)\b[^>]* dir="auto".*?<\/\1>/gs, '');
    expect(apart).not.toContain('State University');
  });

  test('and what is sent back is what was sent', () => {
    const submittedText = '{"name":"\u202e"}';
    expect(renderVerifyPage({ ...frame, report: fixtures.report, submittedText })).toContain('&quot;\u202e&quot;');
  });

  test('nor does it hide the words beside it by its length', () => {
    const long = 'x'.repeat(5_000);
    const shown = pageOf({ ...fixtures.report, credential: { ...words, issuer: { id: 'did:key:z6Mk', name: long } } });
    expect(Math.max(...[...shown.matchAll(/x{2,}/g)].map(([run]) => run.length))).toBe(200);
  });
});

describe('who stands behind it', () => {
  test('the host that was signed under is named, and the name is told to be a claim', () => {
    const page = pageOf(fixtures.report);
    expect(verdictOf(fixtures.report)).toContain('It was signed under badges.example.edu');
    expect(page).toMatch(
      /Allagash River Community College<\/bdi><\/strong>\s*<span class="soft">\(the name is the institution’s/,
    );
    expect(page).toContain('No registry is asked here');
  });

  test('a registry that vouches is named, with the name it knows, since when and for what', () => {
    const page = pageOf(fixtures.listedReport);
    expect(verdictOf(fixtures.listedReport)).toContain(
      'Allagash River Community College District, listed by State register of issuers, signed it.',
    );
    expect(page).toContain(
      'Listed by State register of issuers as “Allagash River Community College District”, since July 1, 2025.',
    );
    expect(page).toContain('For these achievements only: https://badges.example.edu/achievements/ach_4fT');
  });

  test('a key without a host, which no registry knows, vouches for no name', () => {
    const verdict = verdictOf(fixtures.unlistedReport);
    expect(verdict).toContain('Who holds the key that signed it is open.');
    expect(verdict).not.toContain('Allagash River Community College');
    expect(pageOf(fixtures.unlistedReport)).toContain('Anybody can make such a key and give it any name.');
  });
});

test('whether it was withdrawn is told with the age of the answer and the words of the institution', () => {
  expect(pageOf(fixtures.report)).toContain('Its list of withdrawn badges was read 2 minutes ago.');
  expect(pageOf(fixtures.revokedReport)).toContain('It adds: Issued in error.');
});

test('every part has a verdict of its own, and praise by the institution itself is told from that of others', () => {
  const page = pageOf(fixtures.recordReport);
  const inside = page.slice(page.indexOf('Credentials inside'), page.indexOf('Others about it'));
  const told = [...inside.matchAll(/class="name"><bdi>([^<]*)<\/bdi><\/span>\s*<span class="out">([^<]*)</g)];
  expect(told.map(([, name, out]) => [name, out])).toEqual([
    ['Reads a watershed map', 'Valid'],
    ['Keeps bees through a winter', 'Not valid'],
    ['Mends a two-stroke engine', 'Not verified'],
  ]);
  expect(page).toContain('Somebody other than the institution says this.');
  const own = fixtures.recordReport.parts?.map((part): PartView => ({
    ...part,
    credential: fixtures.reportCredential,
  }));
  expect(pageOf({ ...fixtures.recordReport, parts: own ?? [] })).toContain('The institution says this about itself.');
});

test('what was passed over is told, and what did not run stands in one line with its reason', () => {
  expect(pageOf(fixtures.unlistedReport)).toContain('Something stands behind the end of the picture file');
  const page = pageOf(fixtures.forgedReport);
  expect(page).toMatch(/class="check not_evaluated">.*3 more checks/s);
  expect(page.match(/class="check not_evaluated"/g)).toHaveLength(1);
  expect(page).toContain('Not checked, because an earlier check did not pass.');
});

test('of a very large record the page shows a bounded part: first what is wrong, and how many more there are', () => {
  const [good, bad] = fixtures.recordReport.parts ?? [];
  if (good === undefined || bad === undefined) throw new Error('The fixture holds no parts');
  const parts = [...Array.from({ length: 480 }, () => good), bad];
  const checks = parts.map(({ pointer }): ReportCheckView => ({
    check: 'credential',
    outcome: 'pass',
    code: 'ok',
    pointer,
  }));
  const page = pageOf({ ...fixtures.recordReport, checks, parts });
  const names = [...page.matchAll(/class="name"><bdi>([^<]*)</g)].map(([, name]) => name);
  expect([names.length, names[0]]).toEqual([50, 'Keeps bees through a winter']);
  expect(page).toContain('431 more are inside');
  expect(page.length).toBeLessThan(250_000);
});
