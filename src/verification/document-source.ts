// The port through which verification reads documents by URL: issuer documents, status lists, refreshed copies, baked
// pictures. Verification owns it; what stands behind it (the database for our own origin, a guarded fetch for others, a
// pack without a network) is plugged in elsewhere.

/** What a document is wanted for: each has its own size limit, and its own age up to which a copy will do. */
export type Purpose = 'issuer' | 'status-list' | 'credential' | 'registry' | 'evidence' | 'legacy';

export type UnreachableCode =
  | 'unreachable'
  | 'redirect_refused'
  | 'response_too_large'
  | 'timeout'
  | 'tls'
  | 'host_forbidden'
  /** This verification has asked for as much as it may. */
  | 'budget'
  /** The identifier names no place that could be asked, such as `urn:` or a DID method that is not known here. */
  | 'unsupported';

export type SourceDocument =
  | {
      readonly state: 'found';
      readonly bytes: Uint8Array | string;
      /** Since the copy was made; 0 for a document read just now. */
      readonly ageSeconds: number;
      /** `own` for this deployment, otherwise the host it was read from. */
      readonly source: string;
      readonly contentType?: string;
      /** Where it was read in the end, when that is not the URL that was asked. */
      readonly url?: string;
    }
  | { readonly state: 'absent' }
  | { readonly state: 'unreachable'; readonly code: UnreachableCode };

export interface ReadOptions {
  /** The oldest copy that will do, where that is younger than usual. */
  readonly maxAgeSeconds?: number;
}

export interface DocumentSource {
  /** Never throws for a document that cannot be had; says so instead. */
  read(url: string, purpose: Purpose, options?: ReadOptions): Promise<SourceDocument>;
  /** Whether the URL belongs to this deployment, whose host rules are not those for strangers. */
  isOwn(url: string): boolean;
}
