// A deployment at a public name that only a browser of ours can reach, with badges earned over HTTP by the steps of the
// sample story. Names, ids and days are the same in every run, so that a picture of a page is, too.
import { createHash } from 'node:crypto';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { sampleClient } from '../../src/commands/sample/client.ts';
import { colleague, cooperative } from '../../src/commands/sample/people.ts';
import {
  fillInstitution,
  handIn,
  judge,
  openInstitution,
  publish,
  signedCredential,
} from '../../src/commands/sample/steps.ts';
import { reportedAward, secondAttempt } from '../../src/commands/sample/teaching-place-work.ts';
import { place } from '../../src/commands/sample/teaching-place.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { idPrefix, randomIds } from '../../src/kernel/id.ts';
import type { Ids } from '../../src/kernel/id.ts';
import { browserPath } from './essay-badge.ts';
import { operatorKey, openTestApp } from './test-app.ts';

const HOST = 'badges.plateau-teaching.example';

export interface PublicBadges {
  readonly origin: string;
  /** Assessed here; stays in force. */
  readonly badgePath: string;
  /** Assessed elsewhere and reported; for whoever wants to revoke it. */
  readonly reportedPath: string;
  revokeReported(): Promise<void>;
  /** The signed document. */
  document(path: string): Promise<string>;
  /** Resolves this one name and no other. */
  openBrowser(): Promise<Browser>;
  close(): Promise<void>;
}

export async function openPublicBadges(): Promise<PublicBadges> {
  const origin = `http://${HOST}`;
  const environment = { WAYMARK_PUBLIC_URL: origin };
  const test = await openTestApp({ environment, clock: clockFrom('2026-05-15T15:00:00Z'), ids: countedIds() });
  const api = await test.app.http.listen({ host: '127.0.0.1', port: 0 });
  await test.app.startWorker();
  const opened = await openInstitution(api, sampleClient(api, operatorKey), cooperative);
  const institution = await fillInstitution(opened, cooperative);
  const achievementId = await publish(institution, place);
  const submissionId = await handIn(institution, achievementId, secondAttempt);
  const badge = await signedCredential(institution, await judge(institution, submissionId, secondAttempt));
  const reported = await institution.client.create<{ id: string; url: string }>('/v1/credentials', {
    achievementId,
    recipient: colleague,
    ...reportedAward,
  });
  return {
    origin,
    badgePath: new URL(badge.url).pathname,
    reportedPath: new URL(reported.url).pathname,
    revokeReported: () =>
      institution.client.act(`/v1/credentials/${reported.id}/revoke`, { reason: 'Reported for the wrong person.' }),
    document: async (path) => (await fetch(api + path, { headers: { accept: 'application/vc' } })).text(),
    openBrowser: () =>
      chromium.launch({
        executablePath: browserPath,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-features=HttpsUpgrades',
          // As in production, where the origin is https.
          `--unsafely-treat-insecure-origin-as-secure=${origin}`,
          `--host-resolver-rules=MAP ${HOST} ${new URL(api).host},MAP * ~NOTFOUND,EXCLUDE 127.0.0.1`,
        ],
      }),
    close: test.close,
  };
}

/** Goes on from this moment as time does. */
function clockFrom(start: string): Clock {
  const offset = Date.parse(start) - performance.now();
  return { now: () => new Date(offset + performance.now()) };
}

/** Ids that count and do not look like it; everything that must not be guessed stays random. */
function countedIds(): Ids {
  const counts = new Map<string, number>();
  return {
    ...randomIds,
    next: (kind) => {
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const digest = createHash('sha256').update(`${kind} ${count}`).digest('base64');
      return `${idPrefix[kind]}_${digest.replaceAll(/[^0-9A-Za-z]/g, '').slice(0, 22)}`;
    },
  };
}
