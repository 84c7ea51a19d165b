// What an institution knows of a person who earns. Private: a badge names its holder by DID or by a salted hash.
import { normalizeEmail } from '../../kernel/email.ts';
import type { ProblemError } from '../../kernel/problem.ts';
import type { recipients } from './recipient-table.ts';

/** Another name for the person, typed as Open Badges 3.0 types identifiers (§B.6 IdentifierTypeEnum). */
export interface RecipientIdentifier {
  readonly identifierType: string;
  readonly identifier: string;
}

export interface RecipientInput {
  readonly name: string;
  readonly email?: string;
  readonly did?: string;
  readonly identifiers?: readonly RecipientIdentifier[];
}

export type RecipientRow = typeof recipients.$inferSelect;

export interface RecipientView extends RecipientInput {
  readonly id: string;
  readonly version: number;
  readonly createdAt: string;
}

export function recipientView(row: RecipientRow): RecipientView {
  return {
    id: row.id,
    name: row.name,
    ...(row.email !== null && { email: row.email }),
    ...(row.did !== null && { did: row.did }),
    ...(row.identifiers.length > 0 && { identifiers: row.identifiers }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

export function recipientRow(
  input: RecipientInput,
  kept: Pick<RecipientRow, 'id' | 'institutionId' | 'version' | 'createdAt'>,
): RecipientRow {
  return {
    id: kept.id,
    institutionId: kept.institutionId,
    version: kept.version,
    createdAt: kept.createdAt,
    name: input.name,
    email: input.email === undefined ? null : normalizeEmail(input.email),
    did: input.did ?? null,
    identifiers: input.identifiers ?? [],
  };
}

const LEFTOVERS = /\b(undefined|null|nan)\b|\{\{|\}\}|<%|\[object /i;

/** Rules a schema cannot tell: someone must be findable, and names that a template left behind are none. */
export function brokenRecipientRules(input: RecipientInput): ProblemError[] {
  const errors: ProblemError[] = [];
  if (LEFTOVERS.test(input.name)) {
    errors.push({
      pointer: '/name',
      code: 'not_a_name',
      detail: 'This looks like a leftover of a template, not a name.',
    });
  }
  if (input.email === undefined && input.did === undefined && (input.identifiers ?? []).length === 0) {
    errors.push({
      pointer: '',
      code: 'unidentified',
      detail: 'Give an e-mail address, a DID or another identifier: a badge must say whose it is.',
    });
  }
  return errors;
}
