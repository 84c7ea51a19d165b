// Reading credentials: an institution's own, the public bytes of a published one, and the lists they point into.
import { recordHolding } from '../earning/recipients/holding-store.ts';
import type { Call } from '../kernel/call.ts';
import type { Clock } from '../kernel/clock.ts';
import { pageOf } from '../kernel/page.ts';
import type { Page, PageRequest } from '../kernel/page.ts';
import type { KeyPrincipal } from '../kernel/principal.ts';
import { notFound } from '../kernel/problem.ts';
import type { Database } from '../platform/db/database.ts';
import { deployment, institution, publicScope } from '../platform/db/scope.ts';
import type { CredentialView } from './credential.ts';
import { credentialView } from './credential-view.ts';
import {
  findCredential,
  findPublishedCredential,
  listCredentials,
  lockPublishedCredential,
} from './credential-store.ts';
import type { CredentialFilter } from './credential-store.ts';
import type { CredentialRow } from './credential-table.ts';
import { findPublishedList } from './status/status-list-store.ts';
import type { StatusListRow } from './status/status-list-table.ts';

type KeyCall = Call<KeyPrincipal>;

export interface Credentials {
  list(call: KeyCall, filter: CredentialFilter, page: PageRequest): Promise<Page<CredentialView>>;
  read(call: KeyCall, id: string): Promise<CredentialView>;
  /** @throws Problem not-found */
  readPublished(id: string): Promise<CredentialRow>;
  /** @throws Problem not-found */
  readStatusList(id: string): Promise<StatusListRow>;
  /** Tells earning what a recipient holds now. */
  recordHolding(credentialId: string): Promise<void>;
}

export function credentials(database: Database, clock: Clock): Credentials {
  const published = async (id: string): Promise<CredentialRow> => {
    const row = await database.read(publicScope, (reader) => findPublishedCredential(reader, id));
    if (row === undefined) throw notFound();
    return row;
  };
  return {
    list: (call, filter, page) =>
      database.read(institution(call.principal.institutionId), async (reader) =>
        pageOf(await listCredentials(reader, filter, page), page, credentialView),
      ),
    read: async (call, id) => {
      const scope = institution(call.principal.institutionId);
      const row = await database.read(scope, (reader) => findCredential(reader, id));
      if (row === undefined) throw notFound();
      return credentialView(row);
    },
    readPublished: published,
    readStatusList: async (id) => {
      const row = await database.read(publicScope, (reader) => findPublishedList(reader, id));
      if (row === undefined) throw notFound();
      return row;
    },
    recordHolding: async (credentialId) => {
      // The row stays locked meanwhile, so that an older state can never be written over a newer one.
      await database.write(deployment, async (tx) => {
        const row = await lockPublishedCredential(tx, credentialId);
        if (row === undefined) throw notFound();
        await recordHolding(tx, {
          credentialId: row.id,
          institutionId: row.institutionId,
          recipientId: row.recipientId,
          achievementId: row.achievementId,
          achievementVersion: row.achievementVersion,
          state: row.status,
          validUntil: row.validUntil,
          recordedAt: clock.now(),
        });
      });
    },
  };
}
