// `waymark fsck`: checks the invariants of issuing on everything that is stored; exits 1 when one is broken.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderLockedError } from '../platform/db/folder-lock.ts';
import type { Translator } from '../platform/messages/translator.ts';
import { say } from './waymark.ts';
import type { CommandSettings, OpenWaymark } from './waymark.ts';

export async function fsckCommand(settings: CommandSettings, open: OpenWaymark, t: Translator): Promise<number> {
  if (settings.databaseUrl === undefined && !existsSync(join(settings.dataDir, 'pgdata'))) {
    say(t.text('start.fsckNothingThere', { folder: settings.dataDir }));
    return 2;
  }
  let waymark;
  try {
    waymark = await open();
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    say(
      t.text('start.fsckFolderTaken', {
        folder: error.folder,
        route: `POST ${settings.publicOrigin}/v1/operator/fsck`,
      }),
    );
    return 2;
  }
  try {
    const report = await waymark.services.fsck();
    for (const { invariant, subject, detail } of report.findings) say(`${invariant} ${subject}: ${detail}`);
    const { credentials, decisions, statusLists, auditEntries } = report.checked;
    say(
      t.text('start.fsckChecked', {
        credentials,
        decisions,
        statusLists,
        auditEntries,
        findings: report.findings.length,
      }),
    );
    return report.ok ? 0 : 1;
  } finally {
    await waymark.close();
  }
}
