// One clear sentence for everything that keeps the program from starting.
import { FolderLockedError } from '../platform/db/folder-lock.ts';
import { databaseErrorFacts } from '../platform/db/database.ts';
import { safeErrorFacts } from '../kernel/problem.ts';
import type { Translator } from '../platform/messages/translator.ts';
import type { CommandSettings } from './waymark.ts';

interface OriginChanged {
  readonly stored: string;
  readonly configured: string;
}

/** No server there, or none that lets us in: refused, not found, no such database, wrong password. */
const NO_DATABASE: readonly unknown[] = [
  'unavailable',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  '28000',
  '28P01',
  '3D000',
];

export function startFailure(error: unknown, t: Translator, settings?: CommandSettings): string {
  const { code } = error as { code?: unknown };
  if (error instanceof FolderLockedError) {
    return t.text('start.folderTaken', { folder: error.folder, pid: String(error.holder ?? '?') });
  }
  if (code === 'EADDRINUSE') return t.text('start.portTaken', { port: String(settings?.port ?? '') });
  if (code === 'origin_changed') {
    const { stored, configured } = error as OriginChanged;
    return t.text('start.originChanged', { stored, configured });
  }
  if (error instanceof Error && (error.name === 'ConfigError' || code === 'context_hash_mismatch')) {
    return `${String(code)}: ${error.message}`;
  }
  const { slug } = error as { slug?: unknown };
  if ([code, slug, databaseErrorFacts(error).code].some((found) => NO_DATABASE.includes(found)))
    return t.text('start.databaseUnreachable');
  const facts = { ...safeErrorFacts(error), ...databaseErrorFacts(error) };
  return `${t.text('start.failed')} ${JSON.stringify(facts)}\n${error instanceof Error ? (error.stack ?? '') : ''}`;
}
