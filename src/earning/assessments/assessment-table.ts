// Assessments and their marks.
import { jsonb, index, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { AssessmentOrigin, ReportedAssessor } from './assessment.ts';

export const assessments = pgTable(
  'assessments',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    submissionId: text('submission_id').notNull(),
    origin: text('origin').$type<AssessmentOrigin>().notNull(),
    /** The member who assessed; absent when it was reported from elsewhere. */
    assessorId: text('assessor_id'),
    reportedAssessor: jsonb('reported_assessor').$type<ReportedAssessor>(),
    feedback: text('feedback'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    assessedAt: timestamp('assessed_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('assessments_institution').on(table.institutionId, table.createdAt),
    uniqueIndex('assessments_one_per_submission').on(table.submissionId),
  ],
);

export const marks = pgTable(
  'marks',
  {
    assessmentId: text('assessment_id').notNull(),
    institutionId: text('institution_id').notNull(),
    criterion: text('criterion').notNull(),
    level: text('level').notNull(),
    comment: text('comment'),
  },
  (table) => [primaryKey({ columns: [table.assessmentId, table.criterion] })],
);

export type AssessmentRow = typeof assessments.$inferSelect;
export type MarkRow = typeof marks.$inferSelect;
