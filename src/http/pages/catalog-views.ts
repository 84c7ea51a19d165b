// What the achievement page and the institution page are told.
import type { EvidenceKind, PageView, PictureView } from './views.ts';

export interface RubricLevelView {
  readonly name: string;
  readonly points: number;
  readonly description?: string;
  readonly required: boolean;
}

export interface RubricCriterionView {
  readonly name: string;
  readonly description?: string;
  readonly weight?: number;
  readonly levels: readonly RubricLevelView[];
}

export interface EvidenceRequirementView {
  readonly name: string;
  readonly prompt?: string;
  readonly kind: EvidenceKind;
  readonly required: boolean;
  readonly leastWords?: number;
  readonly mostWords?: number;
  readonly mediaTypes?: readonly string[];
  readonly mostBytes?: number;
  readonly mostItems?: number;
}

export interface AchievementPageView extends PageView {
  readonly name: string;
  readonly description: string;
  readonly criteria?: string;
  readonly image?: PictureView;
  readonly issuer: { readonly name: string; readonly url?: string };
  readonly version: number;
  readonly state: 'draft' | 'published' | 'retired';
  readonly type?: string;
  readonly credits?: number;
  readonly fieldOfStudy?: string;
  readonly inLanguage?: string;
  readonly validForMonths?: number;
  readonly tags?: readonly string[];
  readonly rubric: {
    readonly name: string;
    readonly description?: string;
    readonly criteria: readonly RubricCriterionView[];
  };
  readonly evidenceRequirements: readonly EvidenceRequirementView[];
  readonly alignments: readonly {
    readonly name: string;
    readonly url: string;
    readonly framework?: string;
    readonly code?: string;
  }[];
  readonly prerequisites: readonly { readonly name: string; readonly url?: string }[];
  readonly versions: readonly { readonly version: number; readonly url: string; readonly publishedOn?: string }[];
  readonly jsonUrl?: string;
}

export interface InstitutionPageView extends PageView {
  readonly name: string;
  readonly description?: string;
  readonly url?: string;
  readonly place?: string;
  readonly image?: PictureView;
  readonly issuers: readonly {
    readonly name: string;
    readonly did: string;
    readonly description?: string;
    readonly url?: string;
  }[];
  readonly achievements: readonly {
    readonly name: string;
    readonly description: string;
    readonly url: string;
    readonly type?: string;
    readonly image?: PictureView;
  }[];
}
