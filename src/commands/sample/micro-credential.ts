// What a micro-credential of the sample is made of, as it is sent to the API: a rubric, an achievement with a picture,
// and the work of somebody who earned it.
import type { SampleFile } from './client.ts';

export interface SampleLevel {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly points: number;
}

export interface SampleCriterion {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly weight?: number;
  /** Id of the lowest level that meets the criterion. */
  readonly requiredLevel: string;
  readonly levels: readonly SampleLevel[];
}

export interface SampleRubric {
  readonly name: string;
  readonly description: string;
  readonly criteria: readonly SampleCriterion[];
}

export interface SampleAlignment {
  readonly targetName: string;
  readonly targetUrl: string;
  readonly targetCode: string;
  readonly targetFramework: string;
  readonly targetType: string;
}

export interface SampleRequirement {
  readonly id: string;
  readonly name: string;
  readonly prompt: string;
  readonly kind: 'text' | 'file' | 'link' | 'structured';
  readonly required: boolean;
  readonly leastWords?: number;
  readonly mostWords?: number;
  readonly mediaTypes?: readonly string[];
  readonly mostBytes?: number;
}

export interface MicroCredential {
  readonly rubric: SampleRubric;
  /** An SVG picture. */
  readonly picture: string;
  /** Everything of the achievement that does not depend on ids. */
  readonly achievement: {
    readonly name: string;
    readonly humanCode: string;
    readonly description: string;
    readonly criteria: { readonly narrative: string };
    readonly achievementType: string;
    readonly tag: readonly string[];
    readonly alignment: readonly SampleAlignment[];
    readonly fieldOfStudy: string;
    readonly creditsAvailable?: number;
    readonly inLanguage: string;
    readonly imageCaption: string;
    readonly evidenceRequirements: readonly SampleRequirement[];
    readonly validFor?: { readonly months: number };
  };
}

/** A measured outcome, such as a quiz score. */
export interface SampleResult {
  readonly value: number;
  readonly most?: number;
  readonly unit?: string;
  readonly source?: string;
}

/** One piece of evidence: exactly one of text, url, result and file. */
export interface SampleEvidence {
  readonly requirement: string;
  readonly description?: string;
  readonly text?: string;
  readonly url?: string;
  readonly result?: SampleResult;
  readonly file?: SampleFile;
}

/** One attempt of a recipient, and what assessor and approver made of it. */
export interface SampleWork {
  readonly evidence: readonly SampleEvidence[];
  /** What is different from the attempt before. */
  readonly changeNote?: string;
  readonly marks: readonly { readonly criterion: string; readonly level: string; readonly comment: string }[];
  readonly feedback: string;
  readonly outcome: 'awarded' | 'declined';
  readonly reason: string;
  /** What the badge tells of how it was earned. */
  readonly narrative?: string;
}

/** The four levels most of our rubrics use, each with what work at this level looks like. */
export function fourLevels(
  beginning: string,
  developing: string,
  proficient: string,
  exemplary: string,
): readonly SampleLevel[] {
  return [
    { id: 'beginning', name: 'Beginning', description: beginning, points: 1 },
    { id: 'developing', name: 'Developing', description: developing, points: 2 },
    { id: 'proficient', name: 'Proficient', description: proficient, points: 3 },
    { id: 'exemplary', name: 'Exemplary', description: exemplary, points: 4 },
  ];
}

/** An element of the O*NET Content Model, by the end of its address in the published CTDL-ASN framework. */
export function onetSkill(targetName: string, targetCode: string, resource: string): SampleAlignment {
  return {
    targetName,
    targetUrl: `https://www.onetcenter.org/ctdlasn/resources/${resource}`,
    targetCode,
    targetFramework: 'O*NET Content Model, Cross-Functional Skills',
    targetType: 'ceasn:Competency',
  };
}
