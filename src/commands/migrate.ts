// `waymark migrate`: brings the database up to date and ends, for deployments that migrate before they start.
import type { Translator } from '../platform/messages/translator.ts';
import { say } from './waymark.ts';
import type { OpenWaymark } from './waymark.ts';

export async function migrateCommand(open: OpenWaymark, t: Translator): Promise<number> {
  const waymark = await open();
  await waymark.close();
  say(t.text('start.migratedOnly'));
  return 0;
}
