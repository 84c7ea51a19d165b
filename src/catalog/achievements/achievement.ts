// What an achievement is: the Open Badges 3.0 fields (§B.1.1 Achievement), the rubric version it is scored with, the
// evidence it asks for, and how it is assessed.
import type { ProblemError } from '../../kernel/problem.ts';
import type { Alignment, RubricContent } from '../rubrics/rubric.ts';

export interface RubricReference {
  readonly id: string;
  readonly version: number;
}

export const evidenceKinds = ['text', 'file', 'link', 'structured'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** One piece of evidence a learner is asked for. */
export interface EvidenceRequirement {
  /** Unique in the achievement: lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly name: string;
  readonly prompt?: string;
  readonly kind: EvidenceKind;
  readonly required: boolean;
  /** `text`: limits in words. */
  readonly leastWords?: number;
  readonly mostWords?: number;
  /** `file`: allowed media types, told by content. */
  readonly mediaTypes?: readonly string[];
  /** `file`: limit in bytes. */
  readonly mostBytes?: number;
  /** How many pieces may answer it; 1 when left out. */
  readonly mostItems?: number;
}

export interface AssessmentPolicy {
  /** `approver`: a person who did not score decides. `rule`: a complete assessment decides by itself. */
  readonly decidedBy: 'approver' | 'rule';
  /** Attempts a recipient has; without limit when left out. */
  readonly attempts?: number;
}

export interface RelatedAchievement {
  readonly id: string;
  readonly inLanguage?: string;
  readonly version?: string;
}

export interface OtherIdentifier {
  readonly identifier: string;
  readonly identifierType: string;
}

export interface AchievementContent {
  readonly issuerId: string;
  readonly name: string;
  readonly description: string;
  readonly criteria: { readonly narrative: string; readonly id?: string };
  readonly achievementType?: string;
  readonly tag?: readonly string[];
  readonly alignment?: readonly Alignment[];
  readonly creditsAvailable?: number;
  readonly fieldOfStudy?: string;
  readonly humanCode?: string;
  readonly specialization?: string;
  readonly inLanguage?: string;
  readonly imageId?: string;
  readonly imageCaption?: string;
  readonly related?: readonly RelatedAchievement[];
  readonly otherIdentifier?: readonly OtherIdentifier[];
  readonly rubric: RubricReference;
  readonly evidenceRequirements: readonly EvidenceRequirement[];
  /** Ids of achievements of this deployment that must be held before a submission can be sent in. */
  readonly prerequisites?: readonly string[];
  /** How long a credential is valid after its award; for ever when left out. */
  readonly validFor?: { readonly months: number };
  readonly assessmentPolicy: AssessmentPolicy;
}

export type AchievementInput = Omit<AchievementContent, 'assessmentPolicy' | 'evidenceRequirements'> & {
  readonly assessmentPolicy?: AssessmentPolicy;
  readonly evidenceRequirements?: readonly EvidenceRequirement[];
};

export function completeAchievement(input: AchievementInput): AchievementContent {
  return {
    ...input,
    evidenceRequirements: input.evidenceRequirements ?? [],
    assessmentPolicy: input.assessmentPolicy ?? { decidedBy: 'approver' },
  };
}

/** A published achievement version with the rubric version it is scored with: all that earning and issuing need. */
export interface AchievementVersion {
  readonly id: string;
  readonly version: number;
  readonly institutionId: string;
  readonly retired: boolean;
  readonly content: AchievementContent;
  readonly rubric: RubricContent;
}

/** Rules that need nothing but the achievement itself. */
export function brokenAchievementRules(content: AchievementContent): ProblemError[] {
  const errors: ProblemError[] = [];
  const seen = new Set<string>();
  content.evidenceRequirements.forEach((requirement, index) => {
    const at = `/evidenceRequirements/${index}`;
    if (seen.has(requirement.id)) {
      errors.push({ pointer: `${at}/id`, code: 'id_repeated', detail: 'Each requirement needs an id of its own.' });
    }
    seen.add(requirement.id);
    const { kind, leastWords, mostWords } = requirement;
    if (kind !== 'text' && (leastWords !== undefined || mostWords !== undefined)) {
      errors.push({
        pointer: at,
        code: 'words_of_text_only',
        detail: 'Word limits belong to requirements of kind text.',
      });
    }
    if (leastWords !== undefined && mostWords !== undefined && leastWords > mostWords) {
      errors.push({
        pointer: `${at}/leastWords`,
        code: 'limits_crossed',
        detail: 'leastWords is larger than mostWords.',
      });
    }
    if (kind !== 'file' && (requirement.mediaTypes !== undefined || requirement.mostBytes !== undefined)) {
      errors.push({
        pointer: at,
        code: 'files_only',
        detail: 'mediaTypes and mostBytes belong to requirements of kind file.',
      });
    }
  });
  if (content.imageCaption !== undefined && content.imageId === undefined) {
    errors.push({ pointer: '/imageCaption', code: 'no_image', detail: 'A caption needs an image.' });
  }
  return errors;
}
