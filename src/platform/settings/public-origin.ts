// The public origin: written down at first start, because every issuer and credential carries it. A later start under
// another one must name the old one as former; from then on the old one is remembered, served and never issued under.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import { task } from '../../kernel/principal.ts';
import type { AuditLog } from '../audit/audit.ts';
import type { Database } from '../db/database.ts';
import { deployment } from '../db/scope.ts';
import { claimSetting, findSetting, putSetting } from './setting-store.ts';

/** The database was started under another public origin, which is not among the former ones. */
class OriginChangedError extends Error {
  readonly code = 'origin_changed';
  readonly stored: string;
  readonly configured: string;

  constructor(stored: string, configured: string) {
    super(`This database belongs to ${stored}, not to ${configured}.`);
    this.name = 'OriginChangedError';
    this.stored = stored;
    this.configured = configured;
  }
}

export interface Origins {
  /** What new documents are made under. */
  readonly present: string;
  /** What was used before, as configured now or remembered; still served. */
  readonly former: readonly string[];
}

/** What the start itself changes is logged under this name. */
export const startCall: Call = { principal: task('start'), requestId: 'start', operation: 'task start' };

/** @throws OriginChangedError */
export function claimOrigin(database: Database, wanted: Origins, clock: Clock, audit: AuditLog): Promise<Origins> {
  return database.write(deployment, async (tx) => {
    const now = clock.now();
    const { present } = wanted;
    const stored = await claimSetting(tx, 'public-origin', present, now);
    const remembered = JSON.parse((await findSetting(tx, 'former-origins')) ?? '[]') as readonly string[];
    if (stored !== present && !wanted.former.includes(stored)) throw new OriginChangedError(stored, present);
    const former = [...new Set([...remembered, ...wanted.former, stored])].filter((origin) => origin !== present);
    if (stored === present && former.length === remembered.length) return { present, former };
    await putSetting(tx, 'public-origin', present, now);
    await putSetting(tx, 'former-origins', JSON.stringify(former), now);
    const subject = { type: 'deployment', id: 'public-origin' };
    await audit.append(tx, startCall, { event: 'public-origin.changed', subject, details: { present, former } });
    return { present, former };
  });
}
