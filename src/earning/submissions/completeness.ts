// Whether a submission answers everything its achievement asks for. Pure; every gap is told with its pointer.
import type { EvidenceRequirement } from '../../catalog/achievements/achievement.ts';
import type { ProblemError } from '../../kernel/problem.ts';
import type { Attestation } from './submission.ts';
import type { EvidenceRow } from './submission-table.ts';

type Answer = Pick<EvidenceRow, 'requirementId' | 'text'>;

/** What is missing or out of limits, one entry each; pointers are `/evidence/{requirement id}`. */
export function gapsInEvidence(
  requirements: readonly EvidenceRequirement[],
  answers: readonly Answer[],
): ProblemError[] {
  return requirements.flatMap((requirement): ProblemError[] => {
    const pointer = `/evidence/${requirement.id}`;
    const given = answers.filter((answer) => answer.requirementId === requirement.id);
    if (given.length === 0) {
      if (!requirement.required) return [];
      return [{ pointer, code: 'missing', detail: `Evidence is missing: ${requirement.name}.` }];
    }
    return given.flatMap((answer) => wordLimits(requirement, answer, pointer));
  });
}

function wordLimits(requirement: EvidenceRequirement, answer: Answer, pointer: string): ProblemError[] {
  if (requirement.kind !== 'text' || answer.text === null) return [];
  const words = countWords(answer.text);
  if (requirement.leastWords !== undefined && words < requirement.leastWords) {
    const detail = `${requirement.name} has ${words} words; at least ${requirement.leastWords} are asked for.`;
    return [{ pointer, code: 'too_few_words', detail }];
  }
  if (requirement.mostWords !== undefined && words > requirement.mostWords) {
    const detail = `${requirement.name} has ${words} words; at most ${requirement.mostWords} are allowed.`;
    return [{ pointer, code: 'too_many_words', detail }];
  }
  return [];
}

/** Words as a reader counts them: runs of letters, digits, marks, apostrophes and hyphens. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;
}

export function gapsInAttestation(attestation: Attestation): ProblemError[] {
  return (['ownWork', 'privacyOfOthers'] as const)
    .filter((part) => !attestation[part])
    .map((part) => ({
      pointer: `/attestation/${part}`,
      code: 'not_attested',
      detail: 'A submission can only be handed in when this is declared.',
    }));
}
