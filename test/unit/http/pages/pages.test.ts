// If this fails, a page says something it must not: green where nothing was established, English on a Spanish page,
// a stranger's markup, or a picture that tells another site who is looking.
import { expect, test } from 'vitest';
import { renderAchievementPage } from '../../../../src/http/pages/achievement-page.ts';
import { renderCredentialPage } from '../../../../src/http/pages/credential-page.ts';
import { renderHomePage } from '../../../../src/http/pages/home-page.ts';
import { renderInstitutionPage } from '../../../../src/http/pages/institution-page.ts';
import { renderErrorPage, renderProblemPage } from '../../../../src/http/pages/problem-page.ts';
import { stylesheet } from '../../../../src/http/pages/stylesheet.ts';
import { renderVerifyPage } from '../../../../src/http/pages/verify-page.ts';
import { problems } from '../../../../src/kernel/problem.ts';
import type { ProblemSlug } from '../../../../src/kernel/problem.ts';
import type { Locale } from '../../../../src/platform/messages/locale.ts';
import * as fixtures from './fixtures.ts';
import { allPages } from './all-pages.ts';

const { credentialPage, report, forgedReport, unsureReport, achievementPage, institutionPage } = fixtures;
const frame = { locale: 'en', origin: 'https://badges.example.edu' } as const;

/** The text that a reader sees, without tags. */
function textsOf(page: string): string[] {
  return page
    .replace(/<head>.*?<\/head>/s, '')
    .split(/<[^>]*>/)
    .map((text) =>
      text
        .replaceAll('&amp;', '&')
        .replaceAll('&#39;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    )
    .filter((text) => /\p{L}/u.test(text));
}

test.each([
  ['valid', report, 'This badge is valid'],
  ['invalid', forgedReport, 'This badge is not valid'],
  ['indeterminate', unsureReport, 'This badge could not be verified'],
] as const)('the first heading of a report that is %s says so in words', (outcome, given, words) => {
  const page = renderVerifyPage({ ...frame, report: given });
  expect(/<h1[^>]*>([^<]*)<\/h1>/.exec(page)?.[1]).toBe(words);
  expect(page).toContain(`class="verdict ${outcome}"`);
  expect(page.match(/class="verdict /g)).toHaveLength(1);
});

test('what went wrong is told in the verdict with what to do, and its check stands open', () => {
  const page = renderVerifyPage({ ...frame, report: forgedReport });
  const verdict = page.slice(page.indexOf('class="verdict'), page.indexOf('</header>', page.indexOf('class="verdict')));
  expect(verdict).toContain('The signature does not match');
  expect(verdict).toContain('Do not rely on this badge.');
  expect(page).toContain('<details class="check fail" open>');
  expect(page).toContain('None of this is confirmed');
});

test('a revoked badge is told apart from a forged one: its issuer did sign it', () => {
  const checks = report.checks.map((check) =>
    check.check === 'status' ? ({ check: 'status', outcome: 'fail', code: 'revoked' } as const) : check,
  );
  const page = renderVerifyPage({ ...frame, report: { ...report, outcome: 'invalid', checks } });
  expect(page).toContain('The institution did sign this');
  expect(page).not.toContain('None of this is confirmed');
  expect(page).toContain('The institution has revoked it for good.');
});

test('an unknown check is told even when the badge is valid', () => {
  const checks = [...report.checks, { check: 'issuer_trust', outcome: 'unknown', code: 'not_listed' } as const];
  const page = renderVerifyPage({ ...frame, report: { ...report, checks } });
  expect(page).toContain('<details class="check unknown" open>');
  expect(page.slice(0, page.indexOf('</header>', page.indexOf('class="verdict')))).toContain('1 could not be done');
});

test.each(['active', 'suspended', 'revoked', 'expired'] as const)(
  'a badge that is %s says so, and is never green by itself',
  (status) => {
    const page = renderCredentialPage({ ...credentialPage, status });
    const words = { active: 'In force', suspended: 'Suspended', revoked: 'Revoked', expired: 'Expired' };
    expect(page).toContain(`<p class="state">${words[status]}</p>`);
    expect(page).not.toMatch(/class="[^"]*\b(?:valid|pass)\b/);
  },
);

test('levels stand in the order of their points, and reached and required are told in words', () => {
  const [first] = fixtures.results;
  const shuffled = { criterion: 'X', levels: first?.levels.toReversed() ?? [] };
  const page = renderCredentialPage({ ...credentialPage, results: [shuffled] });
  const scale = /<ol class="scale.*?<\/ol>/s.exec(page)?.[0] ?? '';
  expect([...scale.matchAll(/class="name"[^>]*>([^<]*)</g)].map((match) => match[1])).toEqual([
    'Beginning',
    'Developing',
    'Proficient',
    'Exemplary',
  ]);
  expect(textsOf(scale).slice(-2)).toEqual(['Exemplary', 'Reached']);
  expect(textsOf(page)).toContain('Level 4 of 4, Exemplary:');
});

test('a level below the required one is called that', () => {
  const levels = [
    { name: 'Low', points: 1, achieved: true, required: false },
    { name: 'High', points: 2, achieved: false, required: true },
  ];
  const page = renderVerifyPage({
    ...frame,
    report: { ...report, credential: { ...fixtures.reportCredential, results: [{ criterion: 'X', levels }] } },
  });
  expect(page).toContain('This is below the required level.');
  expect(page).toContain('The one criterion did not reach its required level.');
});

test('markup in any text of a badge stays text, on every page', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return evil;
    if (Array.isArray(value)) return value.map(poison);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poison(inner)]));
  };
  // What is poisoned keeps its shape, and only that shape matters to the page.
  const poisoned = <T>(value: T): T => poison(value) as T;
  const pages = [
    renderCredentialPage({
      ...poisoned(credentialPage),
      ...frame,
      status: 'active',
      evidence: [{ name: evil, mediaType: evil }],
    }),
    renderAchievementPage({ ...poisoned(achievementPage), ...frame, state: 'published', evidenceRequirements: [] }),
    renderInstitutionPage({ ...poisoned(institutionPage), ...frame }),
    renderVerifyPage({ ...frame, submittedUrl: evil, slip: 'notALink' }),
    renderVerifyPage({
      ...frame,
      submittedUrl: evil,
      submittedText: evil,
      report: {
        outcome: 'invalid',
        kind: 'clr',
        warnings: [evil],
        parts: [
          {
            ...forgedReport,
            pointer: evil,
            role: 'endorsement',
            credential: { ...poisoned(fixtures.reportCredential), comment: evil, evidence: [] },
          },
        ],
        checks: [{ check: evil, outcome: 'fail', code: evil, pointer: evil, detail: { [evil]: evil } }],
        credential: { ...poisoned(fixtures.reportCredential), evidence: [{ name: evil, url: 'javascript:alert(1)' }] },
      },
    }),
    renderErrorPage({ ...frame, status: 500, reference: evil }),
    renderHomePage({ ...frame, apiDocsUrl: evil, samples: { badge: evil } }),
  ];
  for (const page of pages) {
    expect(page).not.toContain('<script');
    expect(page).not.toContain('<img src=x');
    expect(page).not.toContain('javascript:');
    expect(page.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[a-z][^>]*\son\w+=/i);
  }
});

test('a picture from another site is replaced by the medallion', () => {
  const page = renderCredentialPage({ ...credentialPage, image: { url: 'https://tracker.example/p.png' } });
  expect(page).not.toContain('tracker.example');
  expect(page).toContain('class="medal" role="img"');
  const own = renderCredentialPage({ ...credentialPage, image: { url: '/images/img_1', caption: 'A river' } });
  expect(own).toMatch(/<img[^>]*\ssrc="\/images\/img_1"[^>]*\salt="A river"/);
});

test('every text that English and Spanish pages share comes from the document that is shown', () => {
  // Names, abbreviations and headers that are the same word in both languages.
  const same = new Set(['Waymark', 'Open Badges 2.0', 'SHA-256', 'PDF', 'Error 404']);
  const english = allPages('en');
  const spanish = allPages('es');
  for (const [name, page] of Object.entries(english)) {
    const view = JSON.stringify([
      fixtures,
      problems,
      'type detail application/problem+json //badges.example.edu/problems/validation-failed',
    ]).toLowerCase();
    const seenInSpanish = new Set(textsOf(spanish[name] ?? ''));
    const shared = textsOf(page).filter((text) => seenInSpanish.has(text) && !same.has(text));
    const strangers = shared.filter(
      (text) =>
        !text
          .split(/[\s·…:(){}[\]*“”«»"]+/)
          .every((word) => word === '' || view.includes(word.toLowerCase().replaceAll(/[.,:]$/g, ''))),
    );
    expect(strangers, name).toEqual([]);
  }
});

test.each(['en', 'es'] as Locale[])(
  'every page in %s has its language, one first heading, a description, a skip link, one style sheet',
  (locale) => {
    for (const [name, page] of Object.entries(allPages(locale))) {
      expect(page, name).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${locale}">`));
      expect(page.match(/<h1/g), name).toHaveLength(1);
      expect(page, name).toMatch(/<title>\s*[^<]{5,} · Waymark\s*<\/title>/);
      expect(page, name).toMatch(/<meta name="description" content="[^"]{20,}"/);
      expect(page, name).toContain('href="#main"');
      expect(page, name).toContain(`href="${stylesheet.path}"`);
      expect(page, name).not.toMatch(/\sstyle="|<style|<script|undefined|\[object/);
      expect(page, name).toContain(locale === 'en' ? 'lang=es' : 'lang=en');
    }
  },
);

test('noindex is set where it is asked for and on every error page', () => {
  expect(renderCredentialPage({ ...credentialPage, noindex: true })).toContain('<meta name="robots" content="noindex"');
  expect(renderCredentialPage(credentialPage)).not.toContain('robots');
  expect(renderErrorPage({ ...frame, status: 404 })).toContain('noindex');
});

test('a local sample says that nobody elsewhere can check it', () => {
  expect(renderCredentialPage({ ...credentialPage, origin: 'http://localhost:8080', localSample: true })).toContain(
    'nobody elsewhere can look it up',
  );
  expect(renderCredentialPage(credentialPage)).not.toContain('nobody elsewhere');
});

test.each([
  ['en', 'MicroCredential', 'Micro-credential'],
  ['es', 'MicroCredential', 'Microcredencial'],
  ['en', 'ext:TrailPass', 'TrailPass'],
] as const)('in %s the kind %s is called %s', (locale, type, words) => {
  const page = renderCredentialPage({
    ...credentialPage,
    locale,
    achievement: { ...credentialPage.achievement, type },
  });
  expect(textsOf(page)).toContain(words);
});

test('whoever assessed elsewhere is named without a link, the institution with one', () => {
  const assessedBy = { name: 'Sand Hills Workshop' };
  const issuer = { ...credentialPage.issuer, name: 'Plateau College', url: '/institutions/inst_1' };
  const page = renderCredentialPage({ ...credentialPage, assessedBy, issuer });
  expect(page).toMatch(/<dd>\s*<bdi>Sand Hills Workshop<\/bdi>\s*<\/dd>/);
  expect(page).toMatch(/<dd>\s*<a href="\/institutions\/inst_1"><bdi>Plateau College<\/bdi><\/a>\s*<\/dd>/);
});

test('a verified badge of this site leads back to its page, one that only looks like it does not', () => {
  const leadsTo = (id: string): boolean => {
    const credential = report.credential === undefined ? undefined : { ...report.credential, id };
    const page = renderVerifyPage({ ...frame, report: { ...report, ...(credential && { credential }) } });
    expect(page).toContain(`<code>${id}</code>`);
    return page.includes(`<a href="${id}"`);
  };
  expect(leadsTo(`${frame.origin}/credentials/cred_1`)).toBe(true);
  expect(leadsTo(`${frame.origin}.elsewhere.example/credentials/cred_1`)).toBe(false);
});

test('how a badge was earned is told in the words of the award, without markup of its author', () => {
  const narrative = 'Earned on an *eleven-mile* road <script>alert(1)</script>';
  const page = renderCredentialPage({ ...credentialPage, narrative });
  expect(page).toContain('Earned on an <em>eleven-mile</em> road &lt;script&gt;');
});

test('a chosen language stays with the links, and a report is asked for again in the other language', () => {
  const page = renderVerifyPage({
    ...frame,
    locale: 'es',
    languageChosen: true,
    report,
    submittedUrl: credentialPage.url,
  });
  expect(page).toContain('href="/verify?lang=es"');
  expect(page).toMatch(
    /<form method="post" id="again">\s*<input type="hidden" name="url" value="https:[^>]*>\s*<button class="plain" formaction="\?lang=en"/,
  );
});

test.each(Object.keys(problems) as ProblemSlug[])('the page of the problem %s tells what to do', (slug) => {
  const page = renderProblemPage({ ...frame, slug });
  expect(page).toContain(problems[slug].title);
  expect(page).toContain('What to do');
  expect(page).toContain(`/problems/${slug}`);
});

test.each([
  [404, 'There is nothing at this address'],
  [410, 'There is nothing at this address'],
  [429, 'One moment, please'],
  [413, 'This request could not be answered'],
  [503, 'Something went wrong on our side'],
])('error %i has words for people', (status, words) => {
  expect(renderErrorPage({ ...frame, status })).toContain(words);
});
