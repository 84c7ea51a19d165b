// Queries on a pair of version tables.
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { PageRequest } from '../../kernel/page.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import { afterCursor, newestFirst } from '../../platform/db/paging.ts';
import type { InstitutionScope, PublicScope } from '../../platform/db/scope.ts';
import type { ItemRow, ItemTable, VersionRow, VersionTable } from './version-table.ts';

/** An item with one of its versions. */
export interface Versioned<Content> {
  readonly item: ItemRow;
  readonly version: VersionRow<Content>;
}

export interface VersionStore<Content> {
  insert(tx: Tx<InstitutionScope>, item: ItemRow, version: VersionRow<Content>): Promise<void>;
  /** Adds a version to an item. */
  insertVersion(tx: Tx<InstitutionScope>, version: VersionRow<Content>): Promise<void>;
  /** One version of the institution's own item; the latest when none is named. */
  find(reader: Reader<InstitutionScope>, id: string, version?: number): Promise<Versioned<Content> | undefined>;
  /** A published version by its unguessable id; the last published one when none is named. */
  findPublished(
    reader: Reader<PublicScope | InstitutionScope>,
    id: string,
    version?: number,
  ): Promise<Versioned<Content> | undefined>;
  /** Latest versions, newest item first, `limit + 1` of them. */
  list(reader: Reader<InstitutionScope>, page: PageRequest): Promise<Versioned<Content>[]>;
  /** Last published versions of an institution's items that are not retired. */
  listPublished(reader: Reader<PublicScope>, institutionId: string): Promise<Versioned<Content>[]>;
  /** Replaces a draft's content when it still has the revision that was read. */
  updateDraft(
    tx: Tx<InstitutionScope>,
    id: string,
    version: number,
    content: Content,
    readRevision: number,
  ): Promise<boolean>;
  /** Draft → published, once; false when it was no draft any more. */
  publish(tx: Tx<InstitutionScope>, id: string, version: number, now: Date): Promise<boolean>;
  updateItem(tx: Tx<InstitutionScope>, id: string, change: Partial<ItemRow>): Promise<void>;
}

export function versionStore<Content>(items: ItemTable, versions: VersionTable<Content>): VersionStore<Content> {
  const joined = (reader: Reader, latest: typeof items.latestVersion | typeof items.publishedVersion | number) =>
    reader.db
      .select({ item: items, version: versions })
      .from(items)
      .innerJoin(versions, and(eq(versions.itemId, items.id), eq(versions.version, latest)));
  const ownItem = (scope: InstitutionScope, id: string) =>
    and(eq(items.id, id), eq(items.institutionId, scope.institutionId));
  const ownVersion = (scope: InstitutionScope, id: string, version: number) =>
    and(
      eq(versions.itemId, id),
      eq(versions.version, version),
      eq(versions.institutionId, scope.institutionId),
      eq(versions.state, 'draft'),
    );
  return {
    insert: async (tx, item, version) => {
      await tx.db.insert(items).values(item);
      await tx.db.insert(versions).values(version);
    },
    insertVersion: async (tx, version) => {
      await tx.db.insert(versions).values(version);
    },
    find: async (reader, id, version) => {
      const [row] = await joined(reader, version ?? items.latestVersion).where(ownItem(reader.scope, id));
      return row;
    },
    findPublished: async (reader, id, version) => {
      const [row] = await joined(reader, version ?? items.publishedVersion).where(
        and(eq(items.id, id), eq(versions.state, 'published')),
      );
      return row;
    },
    list: async (reader, page) =>
      await joined(reader, items.latestVersion)
        .where(and(eq(items.institutionId, reader.scope.institutionId), afterCursor(items, page)))
        .orderBy(...newestFirst(items))
        .limit(page.limit + 1),
    listPublished: async (reader, institutionId) =>
      await joined(reader, items.publishedVersion)
        .where(and(eq(items.institutionId, institutionId), isNotNull(items.publishedVersion), isNull(items.retiredAt)))
        .orderBy(desc(items.createdAt))
        .limit(500),
    updateDraft: async (tx, id, version, content, readRevision) => {
      const changed = await tx.db
        .update(versions)
        .set({ content, revision: readRevision + 1 })
        .where(and(ownVersion(tx.scope, id, version), eq(versions.revision, readRevision)))
        .returning({ itemId: versions.itemId });
      return changed.length === 1;
    },
    publish: async (tx, id, version, now) => {
      const changed = await tx.db
        .update(versions)
        .set({ state: 'published', publishedAt: now })
        .where(ownVersion(tx.scope, id, version))
        .returning({ itemId: versions.itemId });
      if (changed.length === 1)
        await tx.db.update(items).set({ publishedVersion: version }).where(ownItem(tx.scope, id));
      return changed.length === 1;
    },
    updateItem: async (tx, id, change) => {
      await tx.db.update(items).set(change).where(ownItem(tx.scope, id));
    },
  };
}
