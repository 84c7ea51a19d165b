// What the badge page and the verify page are told.
import type { CheckOutcome } from '../../standards/checks/check-result.ts';
import type { ReportKind } from '../../verification/report.ts';
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
  /** It names a person by an address that is not repeated here. */
  readonly inTheClear?: boolean;
}

/** A result that is told by a value and not by a level of a rubric. */
export interface ScoreView {
  readonly name: string;
  readonly value: string;
}

export interface SkillView {
  readonly name: string;
  readonly framework?: string;
  readonly url?: string;
}

/** What the document itself says; a claim of whoever wrote it, as far as the checks do not confirm it. */
export interface ReportCredentialView {
  readonly id?: string;
  readonly name?: string;
  /** Of a presentation, whoever shows it. */
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
  /** What an endorsement says. */
  readonly comment?: string;
  readonly results: readonly CriterionResultView[];
  readonly scores?: readonly ScoreView[];
  readonly skills?: readonly SkillView[];
  readonly evidence: readonly EvidenceView[];
  readonly validFrom?: string;
  readonly validUntil?: string;
}

export interface ReportView {
  readonly outcome: 'valid' | 'invalid' | 'indeterminate';
  readonly kind: ReportKind;
  readonly checks: readonly ReportCheckView[];
  /** `check:code` of what was passed over without deciding anything. */
  readonly warnings?: readonly string[];
  readonly verifiedAt?: string;
  readonly credential?: ReportCredentialView;
  /** Credentials and endorsements inside it. */
  readonly parts?: readonly PartView[];
}

export interface PartView extends ReportView {
  readonly pointer: string;
  readonly role: 'credential' | 'endorsement';
}

/** Why what was sent could not be verified at all; the sentences stand in the messages as `verify.<slip>` and …Next. */
export type Slip =
  | 'nothingGiven'
  | 'notALink'
  | 'linkNotFound'
  | 'linkNoBadge'
  | 'linkUnreachable'
  | 'linkRedirect'
  | 'linkTooLarge'
  | 'linkTimeout'
  | 'linkInsecure'
  | 'linkForbidden'
  | 'noCode'
  | 'codeNoBadge'
  | 'fileTooLarge'
  | 'pictureTooLarge'
  | 'formUnreadable'
  | 'busy';

export interface VerifyPageView extends PageView {
  readonly report?: ReportView;
  readonly slip?: Slip;
  readonly submittedUrl?: string;
  /** The credential as text, when it was handed in or read from a file; small ones only. */
  readonly submittedText?: string;
  /** Whether reports can be kept here for others to see. */
  readonly canShare?: boolean;
  /** Why a report that should have been shared was not kept. */
  readonly notShared?: 'tooLarge' | 'full';
  /** Where this report can be seen by others, and until when. */
  readonly shared?: { readonly url: string; readonly until: string };
}
