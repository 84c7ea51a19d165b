// Changes what verifiers see of a published credential: revoke (for ever), suspend and reinstate. The new list is
// signed by a task that runs at once.
import type { Call } from '../kernel/call.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KeyPrincipal } from '../kernel/principal.ts';
import { conflict, notFound } from '../kernel/problem.ts';
import { institution } from '../platform/db/scope.ts';
import type { Changes } from '../platform/idempotency/changes.ts';
import type { Outbox } from '../platform/outbox/outbox.ts';
import type { StatusPurpose } from '../catalog/issuers/issuer.ts';
import type { CredentialStatus, CredentialView } from './credential.ts';
import { credentialView } from './credential-view.ts';
import { lockCredential, moveCredential } from './credential-store.ts';
import type { CredentialRow } from './credential-table.ts';
import { entriesOf, setEntry } from './status/status-list-store.ts';

type KeyCall = Call<KeyPrincipal>;

export interface ChangeStatus {
  /** Revoking twice is the same as once; the first reason stays. */
  revoke(call: KeyCall, id: string, reason: string): Promise<CredentialView>;
  /** @throws Problem conflict/revoked, conflict/not_suspendable when the badge has no entry for suspension */
  suspend(call: KeyCall, id: string, reason: string): Promise<CredentialView>;
  /** Lifts a suspension. @throws Problem conflict/revoked */
  reinstate(call: KeyCall, id: string, reason: string): Promise<CredentialView>;
}

interface Change {
  readonly to: CredentialStatus;
  readonly purpose: StatusPurpose;
  readonly value: boolean;
  readonly event: string;
}

const REVOKE: Change = { to: 'revoked', purpose: 'revocation', value: true, event: 'credential.revoked' };
const SUSPEND: Change = { to: 'suspended', purpose: 'suspension', value: true, event: 'credential.suspended' };
const REINSTATE: Change = { to: 'active', purpose: 'suspension', value: false, event: 'credential.reinstated' };

export function changeStatus(changes: Changes, outbox: Outbox, clock: Clock): ChangeStatus {
  const apply = (call: KeyCall, id: string, reason: string, change: Change): Promise<CredentialView> =>
    changes.run(institution(call.principal.institutionId), call, async (tx) => {
      const row = await lockCredential(tx, id);
      if (row === undefined) throw notFound();
      if (row.state !== 'published') throw conflict('not_published', 'The credential is not published yet.');
      if (row.status === change.to) return { result: credentialView(row), events: [] };
      if (row.status === 'revoked') throw conflict('revoked', 'The credential is revoked, and a revocation is final.');
      const entry = (await entriesOf(tx, id)).find((candidate) => candidate.purpose === change.purpose);
      if (entry === undefined) {
        throw conflict(
          'not_suspendable',
          'This credential was signed with a revocation entry only. To be able to suspend new ones, give the issuer the status purposes "revocation" and "suspension".',
        );
      }
      const now = clock.now();
      const changed: CredentialRow = { ...row, status: change.to, statusReason: reason, statusChangedAt: now };
      await moveCredential(tx, id, ['published'], changed);
      await setEntry(tx, entry, change.value, now);
      await outbox.put(tx, 'publish-status-list', entry.listId, { listId: entry.listId });
      await outbox.put(tx, 'record-holding', id, { credentialId: id });
      const details = { listId: entry.listId, index: entry.index };
      const changedEvent = {
        event: change.event,
        subject: { type: 'credential', id },
        institutionId: row.institutionId,
        details,
      };
      return { result: credentialView(changed), events: [changedEvent] };
    });
  return {
    revoke: (call, id, reason) => apply(call, id, reason, REVOKE),
    suspend: (call, id, reason) => apply(call, id, reason, SUSPEND),
    reinstate: (call, id, reason) => apply(call, id, reason, REINSTATE),
  };
}
