// What each page is told: plain values only, dates as ISO 8601 strings, addresses as strings. The routes build these
// from whatever they read; the pages know nothing of where it came from.
import type { ProblemSlug } from '../../kernel/problem.ts';
import type { Locale } from '../../platform/messages/locale.ts';

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
