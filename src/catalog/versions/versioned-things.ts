// The life of what is authored in versions: draft → published (then it never changes) → retired, with new versions made
// from the last one. What a version holds, and which rules it must keep, is the matter of each kind.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { IdKind, Ids } from '../../kernel/id.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, notFound, staleVersion } from '../../kernel/problem.ts';
import type { ProblemError } from '../../kernel/problem.ts';
import type { Database, Reader } from '../../platform/db/database.ts';
import { institution, publicScope } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import type { VersionStore, Versioned } from './version-store.ts';
import type { VersionRow } from './version-table.ts';

export interface VersionFacts {
  readonly id: string;
  readonly version: number;
  readonly state: 'draft' | 'published' | 'retired';
  /** Counts the changes of a draft; part of the ETag. */
  readonly revision: number;
  readonly createdAt: string;
  readonly publishedAt?: string;
  readonly latestVersion: number;
  readonly publishedVersion?: number;
}
export type VersionView<Content> = VersionFacts & Content;

/** What differs between kinds of versioned things. */
export interface VersionKind<Input, Content extends object> {
  /** `rubric`, `achievement`: names audit events and subjects. */
  readonly name: string;
  readonly idKind: IdKind;
  readonly store: VersionStore<Content>;
  /** Fills in what the author left out. */
  complete(input: Input): Content;
  /** Rules a schema cannot express; all that are broken, each with its pointer. */
  broken(reader: Reader<InstitutionScope>, content: Content): Promise<readonly ProblemError[]>;
  /** Further rules that hold at publication. */
  brokenAtPublication(reader: Reader<InstitutionScope>, content: Content): Promise<readonly ProblemError[]>;
}

type KeyCall = Call<KeyPrincipal>;

export interface VersionedThings<Input, Content extends object> {
  create(call: KeyCall, input: Input): Promise<VersionView<Content>>;
  list(call: KeyCall, page: PageRequest): Promise<Page<VersionView<Content>>>;
  read(call: KeyCall, id: string, version?: number): Promise<VersionView<Content>>;
  /** Replaces the latest version while it is a draft. */
  update(call: KeyCall, id: string, input: Input, readRevision: string): Promise<VersionView<Content>>;
  publish(call: KeyCall, id: string): Promise<VersionView<Content>>;
  /** Adds a draft that starts as a copy of the latest published version. */
  newVersion(call: KeyCall, id: string): Promise<VersionView<Content>>;
  /** Nothing new can be started with it; what exists stays. */
  retire(call: KeyCall, id: string): Promise<VersionView<Content>>;
  /** For pages: what is published, for anyone who has the id. */
  readPublished(id: string, version?: number): Promise<Versioned<Content>>;
  listPublished(institutionId: string): Promise<readonly Versioned<Content>[]>;
}

/** The ETag value of a version: changes with every change of its content. */
export function versionTag({ version, revision, state }: VersionFacts): string {
  return `${version}.${revision}.${state}`;
}

export function versionedThings<Input, Content extends object>(
  kind: VersionKind<Input, Content>,
  database: Database,
  changes: Changes,
  clock: Clock,
  ids: Ids,
): VersionedThings<Input, Content> {
  const scopeOf = (call: KeyCall): InstitutionScope => institution(call.principal.institutionId);
  const event = (name: string, { item, version }: Versioned<Content>) => ({
    event: `${kind.name}.${name}`,
    subject: { type: kind.name, id: item.id },
    institutionId: item.institutionId,
    details: { version: version.version, revision: version.revision },
  });
  const latest = async (reader: Reader<InstitutionScope>, id: string, version?: number) => {
    const found = await kind.store.find(reader, id, version);
    if (found === undefined) throw notFound();
    return found;
  };
  const checked = async (reader: Reader<InstitutionScope>, input: Input) => {
    const content = kind.complete(input);
    refuse(await kind.broken(reader, content));
    return content;
  };
  return {
    create: (call, input) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const content = await checked(tx, input);
        const now = clock.now();
        const id = ids.next(kind.idKind);
        const institutionId = tx.scope.institutionId;
        const item = { id, institutionId, latestVersion: 1, publishedVersion: null, createdAt: now, retiredAt: null };
        const version = draft<Content>(id, institutionId, 1, content, now);
        await kind.store.insert(tx, item, version);
        return { result: view({ item, version }), events: [event('created', { item, version })] };
      }),
    list: (call, page) =>
      database.read(scopeOf(call), async (reader) => {
        const found = await kind.store.list(reader, page);
        const rows = found.map((row) => ({ id: row.item.id, createdAt: row.item.createdAt, row }));
        return pageOf(rows, page, ({ row }) => view(row));
      }),
    read: (call, id, version) =>
      database.read(scopeOf(call), async (reader) => view(await latest(reader, id, version))),
    update: (call, id, input, readRevision) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const found = await latest(tx, id);
        if (found.version.state !== 'draft') {
          throw conflict('already_published', 'A published version never changes. Make a new version first.');
        }
        if (versionTag(view(found)) !== readRevision) throw staleVersion();
        const content = await checked(tx, input);
        const { version } = found;
        if (!(await kind.store.updateDraft(tx, id, version.version, content, version.revision))) throw staleVersion();
        const changed = { item: found.item, version: { ...version, content, revision: version.revision + 1 } };
        return { result: view(changed), events: [event('updated', changed)] };
      }),
    publish: (call, id) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const found = await latest(tx, id);
        if (found.item.retiredAt !== null) throw conflict('retired', 'It is retired and cannot be published again.');
        if (found.version.state === 'published') return { result: view(found), events: [] };
        refuse(await kind.broken(tx, found.version.content));
        refuse(await kind.brokenAtPublication(tx, found.version.content));
        const now = clock.now();
        if (!(await kind.store.publish(tx, id, found.version.version, now))) throw staleVersion();
        const changed: Versioned<Content> = {
          item: { ...found.item, publishedVersion: found.version.version },
          version: { ...found.version, state: 'published', publishedAt: now },
        };
        return { result: view(changed), events: [event('published', changed)] };
      }),
    newVersion: (call, id) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const found = await latest(tx, id);
        if (found.version.state === 'draft') {
          throw conflict('draft_exists', 'There is a draft already. Change or publish it.');
        }
        const number = found.item.latestVersion + 1;
        const version = draft(id, tx.scope.institutionId, number, found.version.content, clock.now());
        await kind.store.insertVersion(tx, version);
        await kind.store.updateItem(tx, id, { latestVersion: number });
        const added = { item: { ...found.item, latestVersion: number }, version };
        return { result: view(added), events: [event('version-added', added)] };
      }),
    retire: (call, id) =>
      changes.run(scopeOf(call), call, async (tx) => {
        const found = await latest(tx, id);
        if (found.item.retiredAt !== null) return { result: view(found), events: [] };
        const now = clock.now();
        await kind.store.updateItem(tx, id, { retiredAt: now });
        const changed = { ...found, item: { ...found.item, retiredAt: now } };
        return { result: view(changed), events: [event('retired', changed)] };
      }),
    readPublished: async (id, version) => {
      const found = await database.read(publicScope, (reader) => kind.store.findPublished(reader, id, version));
      if (found === undefined) throw notFound();
      return found;
    },
    listPublished: (institutionId) =>
      database.read(publicScope, (reader) => kind.store.listPublished(reader, institutionId)),
  };
}

function draft<Content>(itemId: string, institutionId: string, version: number, content: Content, now: Date) {
  const row: VersionRow<Content> = {
    itemId,
    version,
    institutionId,
    state: 'draft',
    content,
    revision: 1,
    createdAt: now,
    publishedAt: null,
  };
  return row;
}

function refuse(errors: readonly ProblemError[]): void {
  if (errors.length > 0) throw new Problem('rule-broken', { detail: 'Some rules are broken; see errors.', errors });
}

function view<Content extends object>({ item, version }: Versioned<Content>): VersionView<Content> {
  return {
    id: item.id,
    version: version.version,
    state: item.retiredAt === null ? version.state : 'retired',
    revision: version.revision,
    createdAt: version.createdAt.toISOString(),
    ...(version.publishedAt !== null && { publishedAt: version.publishedAt.toISOString() }),
    latestVersion: item.latestVersion,
    ...(item.publishedVersion !== null && { publishedVersion: item.publishedVersion }),
    ...version.content,
  };
}
