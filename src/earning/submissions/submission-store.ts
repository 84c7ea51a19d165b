// Queries on submissions and evidence.
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm';
import type { PageRequest } from '../../kernel/page.ts';
import type { Reader, Tx } from '../../platform/db/database.ts';
import { afterCursor, newestFirst } from '../../platform/db/paging.ts';
import type { DeploymentScope, InstitutionScope } from '../../platform/db/scope.ts';
import type { EvidenceRow, SubmissionRow } from './submission-table.ts';
import type { SubmissionState } from './submission.ts';
import { evidence, submissions } from './submission-table.ts';

export async function insertSubmission(tx: Tx<InstitutionScope>, row: SubmissionRow): Promise<void> {
  await tx.db.insert(submissions).values(row);
}

export async function findSubmission(reader: Reader<InstitutionScope>, id: string): Promise<SubmissionRow | undefined> {
  const [row] = await reader.db.select().from(submissions).where(own(reader, id));
  return row;
}

/** Locks the row until the transaction ends, so that changes to one submission happen one after another. */
export async function lockSubmission(tx: Tx<InstitutionScope>, id: string): Promise<SubmissionRow | undefined> {
  const [row] = await tx.db.select().from(submissions).where(own(tx, id)).for('update');
  return row;
}

export interface SubmissionFilter {
  readonly achievementId?: string;
  readonly recipientId?: string;
  readonly state?: SubmissionState;
}

export function listSubmissions(
  reader: Reader<InstitutionScope>,
  filter: SubmissionFilter,
  page: PageRequest,
): Promise<SubmissionRow[]> {
  return reader.db
    .select()
    .from(submissions)
    .where(
      and(
        eq(submissions.institutionId, reader.scope.institutionId),
        filter.achievementId === undefined ? undefined : eq(submissions.achievementId, filter.achievementId),
        filter.recipientId === undefined ? undefined : eq(submissions.recipientId, filter.recipientId),
        filter.state === undefined ? undefined : eq(submissions.state, filter.state),
        afterCursor(submissions, page),
      ),
    )
    .orderBy(...newestFirst(submissions))
    .limit(page.limit + 1);
}

/** All attempts of a recipient at an achievement, latest first. */
export function attemptsOf(
  reader: Reader<InstitutionScope>,
  recipientId: string,
  achievementId: string,
): Promise<SubmissionRow[]> {
  return reader.db
    .select()
    .from(submissions)
    .where(
      and(
        eq(submissions.institutionId, reader.scope.institutionId),
        eq(submissions.recipientId, recipientId),
        eq(submissions.achievementId, achievementId),
      ),
    )
    .orderBy(desc(submissions.attempt));
}

/** Moves a submission on when it is still in one of the states; false when it is not. */
export async function moveSubmission(
  tx: Tx<InstitutionScope>,
  id: string,
  from: readonly SubmissionState[],
  change: Partial<SubmissionRow>,
): Promise<boolean> {
  const moved = await tx.db
    .update(submissions)
    .set(change)
    .where(and(own(tx, id), inArray(submissions.state, [...from])))
    .returning({ id: submissions.id });
  return moved.length === 1;
}

export async function insertEvidence(tx: Tx<InstitutionScope>, row: EvidenceRow): Promise<void> {
  await tx.db.insert(evidence).values(row);
}

export async function deleteEvidence(tx: Tx<InstitutionScope>, id: string): Promise<void> {
  await tx.db.delete(evidence).where(and(eq(evidence.id, id), eq(evidence.institutionId, tx.scope.institutionId)));
}

export function evidenceOf(reader: Reader<InstitutionScope>, submissionId: string): Promise<EvidenceRow[]> {
  return reader.db
    .select()
    .from(evidence)
    .where(and(eq(evidence.submissionId, submissionId), eq(evidence.institutionId, reader.scope.institutionId)))
    .orderBy(asc(evidence.createdAt), asc(evidence.id));
}

export async function findEvidence(
  reader: Reader<InstitutionScope>,
  submissionId: string,
  id: string,
): Promise<EvidenceRow | undefined> {
  return (await evidenceOf(reader, submissionId)).find((row) => row.id === id);
}

/** Whether any evidence still names the blob; for the sweeper. */
export async function isEvidenceBlob(reader: Reader<DeploymentScope>, blobKey: string): Promise<boolean> {
  const [row] = await reader.db.select({ n: count() }).from(evidence).where(eq(evidence.blobKey, blobKey));
  return (row?.n ?? 0) > 0;
}

function own(reader: Reader<InstitutionScope>, id: string) {
  return and(eq(submissions.id, id), eq(submissions.institutionId, reader.scope.institutionId));
}
