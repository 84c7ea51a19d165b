// Use cases on recipients.
import type { Call } from '../../kernel/call.ts';
import type { Clock } from '../../kernel/clock.ts';
import { normaliseEmail } from '../../standards/identity-hash.ts';
import type { Ids } from '../../kernel/id.ts';
import { pageOf } from '../../kernel/page.ts';
import type { Page, PageRequest } from '../../kernel/page.ts';
import type { KeyPrincipal } from '../../kernel/principal.ts';
import { Problem, conflict, notFound, staleVersion } from '../../kernel/problem.ts';
import type { Database } from '../../platform/db/database.ts';
import { institution } from '../../platform/db/scope.ts';
import type { Changes } from '../../platform/idempotency/changes.ts';
import { brokenRecipientRules } from './recipient.ts';
import { recipientRow, recipientView } from './recipient-view.ts';
import type { RecipientInput, RecipientView } from './recipient.ts';
import type { RecipientRow } from './recipient-table.ts';
import {
  findRecipient,
  findRecipientByEmail,
  insertRecipient,
  listRecipients,
  updateRecipient,
} from './recipient-store.ts';

type KeyCall = Call<KeyPrincipal>;

export interface Recipients {
  /** @throws Problem conflict/already_recipient when the address is a recipient's already */
  create(call: KeyCall, input: RecipientInput): Promise<RecipientView>;
  list(call: KeyCall, page: PageRequest): Promise<Page<RecipientView>>;
  read(call: KeyCall, id: string): Promise<RecipientView>;
  /** Changes what new badges say; badges that are signed stay as they are. */
  update(call: KeyCall, id: string, input: RecipientInput, readVersion: number): Promise<RecipientView>;
  /** The recipient with this e-mail address, if there is one. */
  search(call: KeyCall, email: string): Promise<readonly RecipientView[]>;
}

export function recipients(database: Database, changes: Changes, clock: Clock, ids: Ids): Recipients {
  const scopeOf = (call: KeyCall) => institution(call.principal.institutionId);
  return {
    create: (call, input) =>
      changes.run(scopeOf(call), call, async (tx) => {
        refuseBroken(input);
        const institutionId = tx.scope.institutionId;
        const row = recipientRow(input, {
          id: ids.next('recipient'),
          institutionId,
          version: 1,
          createdAt: clock.now(),
        });
        if (row.email !== null && (await findRecipientByEmail(tx, row.email)) !== undefined) {
          throw conflict('already_recipient', 'This address belongs to a recipient already; search for it by e-mail.');
        }
        await insertRecipient(tx, row);
        return { result: recipientView(row), events: [event('recipient.created', row)] };
      }),
    list: (call, page) =>
      database.read(scopeOf(call), async (reader) => pageOf(await listRecipients(reader, page), page, recipientView)),
    read: async (call, id) => {
      const row = await database.read(scopeOf(call), (reader) => findRecipient(reader, id));
      if (row === undefined) throw notFound();
      return recipientView(row);
    },
    update: (call, id, input, readVersion) =>
      changes.run(scopeOf(call), call, async (tx) => {
        refuseBroken(input);
        const before = await findRecipient(tx, id);
        if (before === undefined) throw notFound();
        const row = recipientRow(input, { ...before, version: before.version + 1 });
        const namesake = row.email === null ? undefined : await findRecipientByEmail(tx, row.email);
        if (namesake !== undefined && namesake.id !== id) {
          throw conflict('already_recipient', 'This address belongs to another recipient.');
        }
        if (!(await updateRecipient(tx, row, readVersion))) throw staleVersion();
        return { result: recipientView(row), events: [event('recipient.updated', row)] };
      }),
    search: async (call, email) => {
      const row = await database.read(scopeOf(call), (reader) => findRecipientByEmail(reader, normaliseEmail(email)));
      return row === undefined ? [] : [recipientView(row)];
    },
  };
}

function refuseBroken(input: RecipientInput): void {
  const errors = brokenRecipientRules(input);
  if (errors.length > 0) throw new Problem('rule-broken', { detail: 'Some rules are broken; see errors.', errors });
}

function event(name: string, row: RecipientRow) {
  const details = { version: row.version };
  return { event: name, subject: { type: 'recipient', id: row.id }, institutionId: row.institutionId, details };
}
