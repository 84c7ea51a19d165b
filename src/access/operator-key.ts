// The operator's key: configured, or made at the first start and handed out once. Only its keyed digest is stored.
import type { Clock } from '../kernel/clock.ts';
import { hmacSha256 } from '../kernel/digest.ts';
import { randomText } from '../kernel/id.ts';
import type { AuditLog } from '../platform/audit/audit.ts';
import type { Database } from '../platform/db/database.ts';
import { deployment } from '../platform/db/scope.ts';
import { startCall } from '../platform/settings/public-origin.ts';
import { claimSetting, findSetting, putSetting } from '../platform/settings/setting-store.ts';

/** The stored form. */
export function operatorKeyDigest(pepper: Uint8Array, key: string): string {
  return hmacSha256(pepper, `operator ${key}`).toString('hex');
}

export interface OperatorKeyNeeds {
  readonly database: Database;
  readonly pepper: Uint8Array;
  readonly clock: Clock;
  readonly audit: AuditLog;
}

/**
 * A configured key replaces the stored one; without any, one is made.
 * @returns the key when this call has made it
 */
export function claimOperatorKey(configured: string | undefined, needs: OperatorKeyNeeds): Promise<string | undefined> {
  const { database, pepper, clock, audit } = needs;
  return database.write(deployment, async (tx) => {
    const stored = await findSetting(tx, 'operator-key-digest');
    if (configured === undefined && stored !== undefined) return undefined;
    const made = configured === undefined ? `wmo_${randomText(43)}` : undefined;
    const digest = operatorKeyDigest(pepper, configured ?? made ?? '');
    if (digest === stored) return undefined;
    if (configured === undefined) {
      // Another process that started at the same moment may have been faster; then its key is the one that holds.
      if ((await claimSetting(tx, 'operator-key-digest', digest, clock.now())) !== digest) return undefined;
    } else await putSetting(tx, 'operator-key-digest', digest, clock.now());
    await audit.append(tx, startCall, {
      event: 'operator-key.set',
      subject: { type: 'deployment', id: 'operator-key' },
    });
    return made;
  });
}
