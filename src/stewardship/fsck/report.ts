// What the checker is given and what it answers.
import type { Database } from '../../platform/db/database.ts';
import type { VerifyCredential } from '../../verification/verify-credential.ts';

/** N1 to N5, N8 and N11 of the issuing invariants. */
export type Invariant = 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N8' | 'N11';

export interface Finding {
  readonly invariant: Invariant;
  /** The id of what breaks it. */
  readonly subject: string;
  readonly detail: string;
}

export interface FsckReport {
  readonly ok: boolean;
  readonly checked: Readonly<Record<'credentials' | 'decisions' | 'statusLists' | 'auditEntries', number>>;
  readonly findings: readonly Finding[];
}

export interface FsckNeeds {
  readonly database: Database;
  readonly verify: VerifyCredential;
}
