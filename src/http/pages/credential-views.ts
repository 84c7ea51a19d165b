// What the badge page and the verify page are told.
import type { CheckOutcome } from '../../standards/checks/check-result.ts';
import type { CriterionResultView, EvidenceView, PageView, PictureView } from './views.ts';

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
  readonly recipient?: SubjectView;
  /** How it was earned, in the words of whoever decided; Markdown. */
  readonly narrative?: string;
  /** `url` of it and of `assessedBy`: their page on this site. */
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

/** Whom a document is about, as far as it says. */
export interface SubjectView {
  readonly id?: string;
  readonly name?: string;
  readonly hashedIdentity?: boolean;
}

/** What the document itself says; a claim of whoever wrote it, as far as the checks do not confirm it. */
export interface ReportCredentialView {
  readonly id?: string;
  readonly name?: string;
  readonly issuer: { readonly id: string; readonly name?: string; readonly url?: string };
  readonly subject?: SubjectView;
  readonly narrative?: string;
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
