// `waymark serve`: opens everything, listens, plays the sample story on an empty embedded database, says what to open
// next, and stops cleanly when told to.
import { findSetting, putSetting } from '../platform/settings/setting-store.ts';
import { systemClock } from '../kernel/clock.ts';
import { deployment } from '../platform/db/scope.ts';
import type { Translator } from '../platform/messages/translator.ts';
import { playSampleStory } from './sample/play-sample-story.ts';
import type { SampleOutcome } from './sample/play-sample-story.ts';
import { say } from './waymark.ts';
import type { CommandSettings, OpenWaymark, Waymark } from './waymark.ts';

/** After this long a stop is no longer waited for. */
const STOP_WITHIN_MILLISECONDS = 9_500;

export async function serveCommand(settings: CommandSettings, open: OpenWaymark, t: Translator): Promise<number> {
  const began = systemClock.now();
  say(t.text('start.starting'));
  say(databaseSentence(settings, t));
  const waymark = await open((stage) => {
    if (stage === 'migrating') say(t.text('start.migrating'));
    if (stage === 'ready') say(t.text('start.migrated', { seconds: secondsSince(began) }));
  });
  const stopped = stopOnSignal(waymark, t);
  try {
    await waymark.http.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await waymark.close();
    throw error;
  }
  await waymark.startWorker();
  say(t.text('start.listening', { url: settings.publicOrigin }));
  if (waymark.newOperatorKey !== undefined) say(`${t.text('start.operatorKey')}: ${waymark.newOperatorKey}`);
  const operatorKey = waymark.newOperatorKey ?? settings.operatorKey;
  if (settings.sample && operatorKey !== undefined && (await isEmpty(waymark))) {
    await sample(settings, waymark, operatorKey, began, t);
  } else await sayWhatIsThere(settings, waymark, t);
  return stopped;
}

function databaseSentence(settings: CommandSettings, t: Translator): string {
  if (settings.databaseUrl === undefined) return t.text('start.databaseEmbedded', { folder: settings.dataDir });
  const host = URL.canParse(settings.databaseUrl) ? new URL(settings.databaseUrl).host : '';
  return t.text('start.databasePostgres', { host });
}

async function isEmpty({ services }: Waymark): Promise<boolean> {
  return (await services.institutions.list({ limit: 1 })).items.length === 0;
}

async function sample(
  settings: CommandSettings,
  waymark: Waymark,
  operatorKey: string,
  began: Date,
  t: Translator,
): Promise<void> {
  say(t.text('start.sampleBegins'));
  try {
    const outcome = await playSampleStory({
      api: localUrl(settings),
      operatorKey,
      progress: (place, count, what) =>
        say(t.text('start.sampleStep', { place: String(place), count: String(count), what })),
      t,
    });
    const links = JSON.stringify({
      badge: outcome.badgePath,
      achievement: outcome.achievementPath,
      institution: outcome.institutionPath,
    });
    await waymark.database.write(deployment, (tx) => putSetting(tx, 'sample', links, systemClock.now()));
    say(t.text('start.sampleDone', { seconds: secondsSince(began) }));
    sayOutcome(settings, outcome, t);
  } catch (error) {
    say(t.text('start.sampleFailed', { reason: error instanceof Error ? error.message : String(error) }));
  }
}

function sayOutcome(settings: CommandSettings, outcome: SampleOutcome, t: Translator): void {
  const { publicOrigin } = settings;
  say(t.text('start.verdict', { outcome: outcome.verdict }));
  say(t.text('start.openNext'));
  say(`  ${t.text('start.badgePage')}: ${publicOrigin}${outcome.badgePath}`);
  say(`  ${t.text('start.verifyPage')}: ${publicOrigin}/verify`);
  if (settings.docs) say(`  ${t.text('start.apiDocs')}: ${publicOrigin}/docs`);
  say(`  ${t.text('start.sampleKey')}: ${outcome.apiKey}`);
}

/** A later start: what the sample left, or where to begin. */
async function sayWhatIsThere(settings: CommandSettings, waymark: Waymark, t: Translator): Promise<void> {
  const stored = await waymark.database.read(deployment, (reader) => findSetting(reader, 'sample'));
  const { badge } = stored === undefined ? {} : (JSON.parse(stored) as { badge?: string });
  say(t.text('start.openNext'));
  if (badge !== undefined) say(`  ${t.text('start.badgePage')}: ${settings.publicOrigin}${badge}`);
  say(`  ${t.text('start.verifyPage')}: ${settings.publicOrigin}/verify`);
  if (settings.docs) say(`  ${t.text('start.apiDocs')}: ${settings.publicOrigin}/docs`);
}

/** The sample talks to this very process, over the loopback address that it listens on. */
function localUrl(settings: CommandSettings): string {
  const everywhere = settings.host === '0.0.0.0' || settings.host === '::';
  const host = everywhere ? '127.0.0.1' : settings.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${settings.port}`;
}

function secondsSince(began: Date): string {
  return ((systemClock.now().getTime() - began.getTime()) / 1_000).toFixed(1);
}

/** Resolves with the exit code when a signal asked for the end and everything was answered; a second signal ends at once. */
function stopOnSignal(waymark: Waymark, t: Translator): Promise<number> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(1);
      asked = true;
      say(t.text('start.stopping'));
      const tooLong = setTimeout(() => process.exit(1), STOP_WITHIN_MILLISECONDS);
      waymark.close().then(
        () => {
          clearTimeout(tooLong);
          say(t.text('start.stopped'));
          return resolve(0);
        },
        () => process.exit(1),
      );
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  });
}
