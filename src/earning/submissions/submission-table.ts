// Submissions and their evidence.
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { EvidenceKind } from '../../catalog/achievements/achievement.ts';
import type { Attestation, StructuredResult, SubmissionOrigin, SubmissionState } from './submission.ts';

export const submissions = pgTable(
  'submissions',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    achievementId: text('achievement_id').notNull(),
    achievementVersion: integer('achievement_version').notNull(),
    recipientId: text('recipient_id').notNull(),
    attempt: integer('attempt').notNull(),
    previousSubmissionId: text('previous_submission_id'),
    origin: text('origin').$type<SubmissionOrigin>().notNull(),
    state: text('state').$type<SubmissionState>().notNull(),
    changeNote: text('change_note'),
    attestation: jsonb('attestation').$type<Attestation>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
    submittedAt: timestamp('submitted_at', { withTimezone: true }),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
  },
  (table) => [
    index('submissions_institution').on(table.institutionId, table.createdAt),
    index('submissions_recipient').on(table.recipientId, table.achievementId),
    uniqueIndex('submissions_one_open')
      .on(table.recipientId, table.achievementId)
      .where(sql`${table.state} in ('draft', 'submitted', 'in-assessment')`),
  ],
);

export const evidence = pgTable(
  'evidence',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    submissionId: text('submission_id').notNull(),
    /** Undefined for reported evidence that answers no requirement of the achievement. */
    requirementId: text('requirement_id'),
    kind: text('kind').$type<EvidenceKind>().notNull(),
    name: text('name').notNull(),
    description: text('description'),
    text: text('text'),
    url: text('url'),
    result: jsonb('result').$type<StructuredResult>(),
    blobKey: text('blob_key'),
    fileName: text('file_name'),
    mediaType: text('media_type'),
    sizeBytes: integer('size_bytes'),
    /** SHA-256 of the text, the file or the canonical JSON of the result, hexadecimal; absent for links. */
    sha256: text('sha256'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [index('evidence_submission').on(table.submissionId), index('evidence_blob').on(table.blobKey)],
);

export type SubmissionRow = typeof submissions.$inferSelect;
export type EvidenceRow = typeof evidence.$inferSelect;
