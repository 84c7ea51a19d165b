// What each page is told: plain values only, dates as ISO 8601 strings, addresses as strings. The routes build these
// from whatever they read; the pages know nothing of where it came from.
import type { ProblemSlug } from '../../kernel/problem.ts';
import type { Locale } from '../../platform/messages/locale.ts';
import type { CheckOutcome } from '../../standards/checks/check-result.ts';

/** What every page needs to know. */
export interface PageView {
  readonly locale: Locale;
  /** The public origin, such as `https://waymark.example.edu`. */
  readonly origin: string;
  /** The person chose the language by `?lang=`: links to our own pages then keep it. */
  readonly languageChosen?: boolean;
  /** The origin is a local one, so nobody elsewhere can check what is shown. */
  readonly localSample?: boolean;
  /** Keep the page out of search engines. */
  readonly noindex?: boolean;
}

export interface LevelView {
  readonly name: string;
  /** Decides the order of levels, lowest first. */
  readonly points: number;
  readonly description?: string;
  readonly achieved: boolean;
  readonly required: boolean;
}

export interface CriterionResultView {
  readonly criterion: string;
  readonly description?: string;
  readonly levels: readonly LevelView[];
}

export type EvidenceKind = 'text' | 'file' | 'link' | 'structured';

export interface EvidenceView {
  readonly name: string;
  readonly kind?: EvidenceKind;
  readonly description?: string;
  readonly mediaType?: string;
  readonly sizeBytes?: number;
  /** SHA-256 as 64 hexadecimal characters. */
  readonly digest?: string;
  readonly url?: string;
}

export interface PictureView {
  /** On this site, or a `data:` address. Pictures from elsewhere are not loaded. */
  readonly url: string;
  readonly caption?: string;
}

export type CredentialStatusWord = 'active' | 'suspended' | 'revoked' | 'expired';

export interface CredentialPageView extends PageView {
  /** The id of the credential, which is its address. */
  readonly url: string;
  /** Where the signed document is downloaded. */
  readonly jsonUrl: string;
  readonly achievement: {
    readonly name: string;
    readonly description?: string;
    readonly criteria?: string;
    readonly url?: string;
    readonly type?: string;
    /** BCP 47; the language of the page when left out. */
    readonly inLanguage?: string;
  };
  readonly image?: PictureView;
  readonly recipientName?: string;
  readonly issuer: { readonly name: string; readonly did?: string; readonly url?: string };
  readonly awardedOn: string;
  readonly validUntil?: string;
  readonly status: CredentialStatusWord;
  readonly statusReason?: string;
  readonly statusSince?: string;
  readonly results: readonly CriterionResultView[];
  readonly evidence: readonly EvidenceView[];
  readonly assessedBy?: { readonly name: string; readonly url?: string };
  readonly credits?: number;
}

export interface ReportCheckView {
  readonly check: string;
  readonly outcome: CheckOutcome;
  readonly code: string;
  readonly pointer?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What the document itself says; a claim of whoever wrote it, as far as the checks do not confirm it. */
export interface ReportCredentialView {
  readonly id?: string;
  readonly name?: string;
  readonly issuer: { readonly id: string; readonly name?: string; readonly url?: string };
  readonly subject?: { readonly id?: string; readonly name?: string; readonly hashedIdentity?: boolean };
  readonly achievement: {
    readonly id?: string;
    readonly name: string;
    readonly description?: string;
    readonly criteria?: string;
    /** BCP 47; the language of the page when left out. */
    readonly inLanguage?: string;
  };
  readonly results: readonly CriterionResultView[];
  readonly evidence: readonly EvidenceView[];
  readonly validFrom?: string;
  readonly validUntil?: string;
}

export interface ReportView {
  readonly outcome: 'valid' | 'invalid' | 'indeterminate';
  readonly checks: readonly ReportCheckView[];
  readonly credential?: ReportCredentialView;
}

export interface VerifyPageView extends PageView {
  readonly report?: ReportView;
  /** Why the form could not be used at all, in the language of the page. */
  readonly formError?: string;
  readonly submittedUrl?: string;
}

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

export interface HomePageView extends PageView {
  readonly apiDocsUrl: string;
  readonly samples?: { readonly badge?: string; readonly achievement?: string; readonly institution?: string };
}

export interface ErrorPageView extends PageView {
  /** The HTTP status code. */
  readonly status: number;
  /** The request id, which the log knows too. */
  readonly reference?: string;
}

export interface ProblemPageView extends PageView {
  readonly slug: ProblemSlug;
}
