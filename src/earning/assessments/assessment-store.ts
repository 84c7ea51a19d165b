// Queries on assessments and marks.
import { and, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../../platform/db/database.ts';
import type { InstitutionScope } from '../../platform/db/scope.ts';
import type { AssessmentRow } from './assessment-table.ts';
import { assessments, marks } from './assessment-table.ts';
import type { Mark } from './scoring.ts';

export interface AssessmentWithMarks {
  readonly assessment: AssessmentRow;
  readonly marks: readonly Mark[];
}

export async function insertAssessment(
  tx: Tx<InstitutionScope>,
  row: AssessmentRow,
  given: readonly Mark[],
): Promise<void> {
  await tx.db.insert(assessments).values(row);
  await tx.db.insert(marks).values(
    given.map((mark) => ({
      assessmentId: row.id,
      institutionId: row.institutionId,
      criterion: mark.criterion,
      level: mark.level,
      comment: mark.comment ?? null,
    })),
  );
}

export async function findAssessmentOf(
  reader: Reader<InstitutionScope>,
  submissionId: string,
): Promise<AssessmentWithMarks | undefined> {
  const [assessment] = await reader.db
    .select()
    .from(assessments)
    .where(and(eq(assessments.submissionId, submissionId), eq(assessments.institutionId, reader.scope.institutionId)));
  if (assessment === undefined) return undefined;
  const rows = await reader.db.select().from(marks).where(eq(marks.assessmentId, assessment.id));
  return {
    assessment,
    marks: rows.map(({ criterion, level, comment }) => ({ criterion, level, ...(comment !== null && { comment }) })),
  };
}
