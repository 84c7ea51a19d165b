// Where the documents stand on which badges of this deployment rest: every DID document, then every status list.
import { listWebIssuers } from '../catalog/issuers/issuer-store.ts';
import type { Database } from '../platform/db/database.ts';
import { deployment } from '../platform/db/scope.ts';
import { statusListUrl } from './credential.ts';
import { listPublishedLists } from './status/status-list-store.ts';

export async function ownUrls(database: Database): Promise<readonly string[]> {
  const { issuers, lists } = await database.read(deployment, async (reader) => ({
    issuers: await listWebIssuers(reader),
    lists: await listPublishedLists(reader),
  }));
  return [
    ...issuers.map(({ origin, id }) => `${origin}/issuers/${id}/did.json`),
    ...lists.map(({ origin, id }) => statusListUrl(origin, id)),
  ];
}
