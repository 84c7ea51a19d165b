// Every kind of page in one language, from the fixtures: for tests that hold all pages to the same rules.
import { renderAchievementPage } from '../../../../src/http/pages/achievement-page.ts';
import { renderCredentialPage } from '../../../../src/http/pages/credential-page.ts';
import { renderHomePage } from '../../../../src/http/pages/home-page.ts';
import { renderInstitutionPage } from '../../../../src/http/pages/institution-page.ts';
import { renderErrorPage, renderProblemPage } from '../../../../src/http/pages/problem-page.ts';
import { renderVerifyPage } from '../../../../src/http/pages/verify-page.ts';
import type { Locale } from '../../../../src/platform/messages/locale.ts';
import * as fixtures from './fixtures.ts';
import {
  achievementPage,
  credentialPage,
  forgedReport,
  institutionPage,
  report,
  spanishCredentialPage,
  unreadableReport,
  unsureReport,
} from './fixtures.ts';

/** Name → whole HTML document. */
export function allPages(locale: Locale): Readonly<Record<string, string>> {
  const { shared } = fixtures;
  const frame = { locale, origin: 'https://badges.example.edu' };
  return {
    home: renderHomePage({
      ...frame,
      apiDocsUrl: '/docs',
      samples: { badge: '/credentials/c', achievement: '/achievements/a', institution: '/institutions/i' },
    }),
    verify: renderVerifyPage({ ...frame, canShare: true }),
    'verify-refused': renderVerifyPage({ ...frame, slip: 'linkUnreachable', submittedUrl: 'https://x.example/' }),
    'report-valid': renderVerifyPage({ ...frame, report, submittedUrl: credentialPage.url }),
    'report-invalid': renderVerifyPage({ ...frame, report: forgedReport }),
    'report-indeterminate': renderVerifyPage({ ...frame, report: unsureReport }),
    'report-unreadable': renderVerifyPage({ ...frame, report: unreadableReport }),
    'report-revoked': renderVerifyPage({
      ...frame,
      report: fixtures.revokedReport,
      submittedText: '{}',
      canShare: true,
    }),
    'report-expired': renderVerifyPage({ ...frame, report: fixtures.expiredReport }),
    'report-listed': renderVerifyPage({ ...frame, report: fixtures.listedReport, shared }),
    'report-unlisted': renderVerifyPage({ ...frame, report: fixtures.unlistedReport }),
    'report-older': renderVerifyPage({ ...frame, report: fixtures.olderReport }),
    'report-stranger': renderVerifyPage({ ...frame, report: fixtures.strangerReport }),
    'report-record': renderVerifyPage({ ...frame, report: fixtures.recordReport }),
    badge: renderCredentialPage({ ...credentialPage, locale }),
    'badge-suspended': renderCredentialPage({ ...spanishCredentialPage, locale }),
    'badge-revoked': renderCredentialPage({ ...credentialPage, locale, status: 'revoked' }),
    achievement: renderAchievementPage({ ...achievementPage, locale }),
    'achievement-retired': renderAchievementPage({ ...achievementPage, locale, state: 'retired' }),
    institution: renderInstitutionPage({ ...institutionPage, locale }),
    problem: renderProblemPage({ ...frame, slug: 'validation-failed' }),
    error: renderErrorPage({ ...frame, status: 404, reference: '8f2c' }),
  };
}
