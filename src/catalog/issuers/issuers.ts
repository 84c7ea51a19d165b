// Use cases on issuer profiles: make one with its keys, change what it says of itself, serve its DID document.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Ids } from '../../kernel/id.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, notFound, staleVersion } from '../../kernel/problem.ts';
import type { Database, Reader } from '../../platform/db/database.ts';
import { institution, publicScope } from '../../platform/db/scope.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import type { KeyDriver } from '../../platform/keys/sealed-keys.ts';
import { insertSigningKey, signingKeysOf } from '../../platform/keys/signing-key-store.ts';
import { didWebOf } from '../../standards/did.ts';
import { ownsImage } from '../images/image-store.ts';
import { issuerView } from './issuer-view.ts';
import type { IssuerInput, IssuerView, NewIssuerInput } from './issuer.ts';
import type { IssuerRow } from './issuer-table.ts';
import {
  findIssuer,
  findPublicIssuer,
  insertIssuer,
  listIssuers,
  listPublicIssuers,
  updateIssuer,
} from './issuer-store.ts';
import { issuerDidDocument } from './issuer-did-document.ts';

type KeyCall = Call<KeyPrincipal>;

export interface Issuers {
  /** Makes the profile, its signing key and, for did:web, a key of its own for status lists. */
  create(call: KeyCall, input: NewIssuerInput): Promise<IssuerView>;
  list(call: KeyCall, page: PageRequest): Promise<Page<IssuerView>>;
  read(call: KeyCall, id: string): Promise<IssuerView>;
  /** Changes what new credentials say; the DID, and everything that is signed, stay. */
  update(call: KeyCall, id: string, input: IssuerInput, readVersion: number): Promise<IssuerView>;
  /** The DID document of a did:web issuer, as published. @throws Problem not-found */
  didDocument(id: string): Promise<object>;
  readPublic(id: string): Promise<IssuerRow>;
  listPublic(institutionId: string): Promise<readonly IssuerRow[]>;
}

export interface IssuerNeeds {
  readonly database: Database;
  readonly changes: Changes;
  readonly keys: KeyDriver;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly origin: string;
}

export function issuers({ database, changes, keys, clock, ids, origin }: IssuerNeeds): Issuers {
  const checkImage = async (reader: Reader<InstitutionScope>, input: IssuerInput): Promise<void> => {
    if (input.imageId === undefined || (await ownsImage(reader, input.imageId))) return;
    const detail = 'There is no such image of this institution.';
    throw new Problem('rule-broken', { detail, errors: [{ pointer: '/imageId', code: 'unknown_image', detail }] });
  };
  return {
    create: (call, input) => {
      const id = ids.next('issuer');
      const { institutionId } = call.principal;
      const didMethod = input.didMethod ?? 'web';
      const assertion = keys.create({ institutionId, issuerId: id, purpose: 'assertion' });
      // A did:key is its one key: it has no document in which a second key could stand.
      const all =
        didMethod === 'key'
          ? [assertion]
          : [assertion, keys.create({ institutionId, issuerId: id, purpose: 'status' })];
      const row = profileRow(input, {
        id,
        institutionId,
        didMethod,
        did: didMethod === 'key' ? `did:key:${assertion.publicKeyMultibase}` : didWebOf(origin, ['issuers', id]),
        origin,
        version: 1,
        createdAt: clock.now(),
      });
      return changes.run(institution(institutionId), call, async (tx) => {
        await checkImage(tx, input);
        await insertIssuer(tx, row);
        for (const key of all) await insertSigningKey(tx, key);
        const events = [
          event('issuer.created', 'issuer', row.id, row),
          ...all.map((key) => event('signing-key.created', 'signing-key', key.id, row)),
        ];
        return { result: issuerView(row, all), events };
      });
    },
    list: (call, page) =>
      database.read(institution(call.principal.institutionId), async (reader) => {
        const rows = await listIssuers(reader, page);
        const views = new Map<string, IssuerView>();
        for (const row of rows) views.set(row.id, issuerView(row, await signingKeysOf(reader, row.id)));
        return pageOf(rows, page, (row) => views.get(row.id) ?? issuerView(row, []));
      }),
    read: (call, id) =>
      database.read(institution(call.principal.institutionId), async (reader) => {
        const row = await findIssuer(reader, id);
        if (row === undefined) throw notFound();
        return issuerView(row, await signingKeysOf(reader, id));
      }),
    update: (call, id, input, readVersion) =>
      changes.run(institution(call.principal.institutionId), call, async (tx) => {
        const before = await findIssuer(tx, id);
        if (before === undefined) throw notFound();
        await checkImage(tx, input);
        const row = profileRow(input, { ...before, version: before.version + 1 });
        if (!(await updateIssuer(tx, row, readVersion))) throw staleVersion();
        const result = issuerView(row, await signingKeysOf(tx, id));
        return { result, events: [event('issuer.updated', 'issuer', id, row)] };
      }),
    didDocument: (id) =>
      database.read(publicScope, async (reader) => {
        const row = await findPublicIssuer(reader, id);
        if (row === undefined || row.didMethod !== 'web') throw notFound();
        return issuerDidDocument(row, await signingKeysOf(reader, id));
      }),
    readPublic: async (id) => {
      const row = await database.read(publicScope, (reader) => findPublicIssuer(reader, id));
      if (row === undefined) throw notFound();
      return row;
    },
    listPublic: (institutionId) => database.read(publicScope, (reader) => listPublicIssuers(reader, institutionId)),
  };
}

type Kept = Pick<IssuerRow, 'id' | 'institutionId' | 'did' | 'didMethod' | 'origin' | 'version' | 'createdAt'>;

function profileRow(input: IssuerInput, kept: Kept): IssuerRow {
  return {
    id: kept.id,
    institutionId: kept.institutionId,
    did: kept.did,
    didMethod: kept.didMethod,
    origin: kept.origin,
    version: kept.version,
    createdAt: kept.createdAt,
    name: input.name,
    url: input.url ?? null,
    email: input.email ?? null,
    description: input.description ?? null,
    address: input.address ?? null,
    imageId: input.imageId ?? null,
    proofSuite: input.proofSuite ?? 'eddsa-rdfc-2022',
    statusPurposes: input.statusPurposes ?? ['revocation'],
  };
}

function event(name: string, type: string, id: string, row: IssuerRow) {
  const details = { issuerId: row.id, version: row.version };
  return { event: name, subject: { type, id }, institutionId: row.institutionId, details };
}
