// Decisions: the ruling on a submission, from which a credential may be issued.
import { index, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { ProofSuite } from '../../catalog/issuers/issuer.ts';
import type { CriterionOutcome } from '../assessments/scoring.ts';
import type { DecisionBasis, DecisionOutcome } from './decision.ts';

export const decisions = pgTable(
  'decisions',
  {
    id: text('id').primaryKey(),
    institutionId: text('institution_id').notNull(),
    submissionId: text('submission_id').notNull(),
    assessmentId: text('assessment_id').notNull(),
    basis: text('basis').$type<DecisionBasis>().notNull(),
    outcome: text('outcome').$type<DecisionOutcome>().notNull(),
    /** The member who decided; absent when the rule or another system did. */
    approverId: text('approver_id'),
    reason: text('reason').notNull(),
    criteria: jsonb('criteria').$type<readonly CriterionOutcome[]>().notNull(),
    /** How the credential is to be signed, when not as the issuer usually does. */
    proofSuite: text('proof_suite').$type<ProofSuite>(),
    /** What the badge tells of how it was earned; public. */
    narrative: text('narrative'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    uniqueIndex('decisions_one_per_submission').on(table.submissionId),
    index('decisions_institution').on(table.institutionId, table.createdAt),
  ],
);

export type DecisionRow = typeof decisions.$inferSelect;
